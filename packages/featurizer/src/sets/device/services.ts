/** A service, and the TCP and UDP ports it is known by (IANA service names, and what common products use). */
interface Service {
  readonly name: string;
  readonly label: string;
  readonly ports: readonly number[];
}

/**
 * What devices use and offer, most of all in offices: each is told by its server's port. Ports from which systems draw
 * the port of a client at random (49152 on) are left out, but for WireGuard's.
 */
export const SERVICES: readonly Service[] = [
  { name: 'ftp', label: 'FTP and TFTP', ports: [20, 21, 69, 989, 990] },
  { name: 'ssh', label: 'SSH', ports: [22] },
  { name: 'telnet', label: 'Telnet', ports: [23, 992] },
  { name: 'smtp', label: 'SMTP', ports: [25, 465, 587, 2525] },
  { name: 'dns', label: 'DNS', ports: [53, 853] },
  { name: 'dhcp', label: 'DHCP', ports: [67, 68] },
  { name: 'http', label: 'HTTP', ports: [80, 81, 591, 3128, 8000, 8008, 8080, 8081, 8888] },
  {
    name: 'https',
    label: 'HTTPS (also of mail and directories that are reached through it)',
    ports: [443, 8443, 4443],
  },
  { name: 'kerberos', label: 'Kerberos', ports: [88, 464, 749] },
  { name: 'mailbox', label: 'POP and IMAP', ports: [110, 143, 993, 995] },
  { name: 'rpcbind', label: "ONC RPC's port mapper", ports: [111] },
  { name: 'ntp', label: 'NTP', ports: [123] },
  { name: 'msrpc', label: 'Microsoft RPC', ports: [135, 593] },
  { name: 'netbios', label: 'NetBIOS', ports: [137, 138, 139] },
  { name: 'snmp', label: 'SNMP', ports: [161, 162] },
  { name: 'bgp', label: 'BGP', ports: [179] },
  { name: 'ldap', label: 'LDAP', ports: [389, 636] },
  {
    name: 'global_catalog',
    label: "Active Directory's global catalog and web services",
    ports: [3268, 3269, 9389],
  },
  { name: 'smb', label: 'SMB', ports: [445] },
  { name: 'afp', label: 'Apple file sharing', ports: [548] },
  { name: 'nfs', label: 'NFS', ports: [2049, 20048] },
  { name: 'iscsi', label: 'iSCSI', ports: [860, 3260] },
  { name: 'rsync', label: 'rsync', ports: [873] },
  { name: 'syslog', label: 'Syslog', ports: [514, 601, 6514] },
  { name: 'lpd', label: 'LPD', ports: [515] },
  { name: 'ipp', label: 'IPP', ports: [631] },
  { name: 'jetdirect', label: 'JetDirect (raw printing)', ports: [9100, 9101, 9102, 9103] },
  {
    name: 'scan',
    label: 'Scanning and fax of network printers',
    ports: [1865, 3289, 3910, 3911, 8610, 8611, 8612],
  },
  { name: 'rtsp', label: 'RTSP', ports: [554, 8554] },
  { name: 'dhcpv6', label: 'DHCPv6', ports: [546, 547] },
  { name: 'mssql', label: 'Microsoft SQL Server', ports: [1433, 1434] },
  { name: 'oracle', label: 'Oracle', ports: [1521, 2483, 2484] },
  { name: 'mysql', label: 'MySQL', ports: [3306, 33060] },
  { name: 'postgresql', label: 'PostgreSQL', ports: [5432, 6432] },
  {
    name: 'nosql',
    label: 'MongoDB, Redis, Elasticsearch, Memcached, Cassandra',
    ports: [6379, 9042, 9200, 9300, 11211, 27017],
  },
  { name: 'ike', label: 'IPsec key exchange', ports: [500, 4500] },
  { name: 'vpn', label: 'OpenVPN, PPTP, L2TP, WireGuard', ports: [1194, 1701, 1723, 51820] },
  { name: 'radius', label: 'RADIUS and TACACS', ports: [49, 1645, 1646, 1812, 1813, 2083] },
  { name: 'rdp', label: 'RDP', ports: [3389] },
  { name: 'vnc', label: 'VNC', ports: [5900, 5901, 5902] },
  { name: 'winrm', label: 'WinRM', ports: [5985, 5986] },
  { name: 'wsus', label: 'Windows updates from a local server', ports: [8530, 8531] },
  { name: 'git', label: 'Git', ports: [9418] },
  {
    name: 'development',
    label: 'Development servers and package registries',
    ports: [3000, 4200, 4873, 5000, 5173, 8001, 8082, 8090, 9000, 9090],
  },
  {
    name: 'docker',
    label: 'Docker and Kubernetes',
    ports: [2375, 2376, 2377, 2379, 2380, 4243, 6443, 10250],
  },
  { name: 'backup', label: 'Backup agents', ports: [1556, 6101, 6106, 10000, 13724, 13782] },
  { name: 'monitoring', label: 'Monitoring agents', ports: [5666, 9997, 10050, 10051] },
  { name: 'mqtt', label: 'MQTT and AMQP', ports: [1883, 5671, 5672, 8883] },
  { name: 'coap', label: 'CoAP', ports: [5683, 5684] },
  {
    name: 'modbus',
    label: 'Industrial control (Modbus, S7, EtherNet/IP, DNP3, BACnet)',
    ports: [102, 502, 2222, 20000, 44818, 47808],
  },
  { name: 'sip', label: 'SIP', ports: [5060, 5061] },
  { name: 'media', label: 'H.323 and Skinny', ports: [1719, 1720, 2000, 2427] },
  { name: 'stun', label: 'STUN and TURN', ports: [3478, 3479, 3480, 3481, 5349, 19302] },
  { name: 'xmpp', label: 'XMPP and push messages', ports: [5222, 5223, 5228, 5269] },
  { name: 'mdns', label: 'mDNS', ports: [5353] },
  { name: 'llmnr', label: 'LLMNR', ports: [5355] },
  { name: 'ssdp', label: 'SSDP', ports: [1900] },
  { name: 'wsd', label: 'Web Services on Devices', ports: [3702, 5357, 5358] },
  {
    name: 'casting',
    label: 'Casting and music (Chromecast, AirPlay, Sonos, Spotify, DAAP)',
    ports: [1400, 3689, 7000, 7100, 8009, 57621],
  },
  { name: 'openflow', label: 'OpenFlow', ports: [6633, 6653] },
];

/** Stands in `SERVICE_OF_PORT` for a port of no service. */
export const NO_SERVICE = 255;

/** The service of each of the 65,536 ports: an index into `SERVICES`, or `NO_SERVICE`. */
export const SERVICE_OF_PORT: Uint8Array = new Uint8Array(65_536).fill(NO_SERVICE);
SERVICES.forEach(({ ports }, service) => {
  for (const port of ports) SERVICE_OF_PORT[port] = service;
});

/** The index of a service in `SERVICES`. @throws RangeError where there is none of that name. */
export const serviceIndex = (name: string): number => {
  const index = SERVICES.findIndex((service) => service.name === name);
  if (index === -1) throw new RangeError(`no service ${name}`);
  return index;
};
