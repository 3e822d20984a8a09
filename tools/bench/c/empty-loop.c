/* Walks over the packets of a capture with libpcap and decodes nothing: the least that a C program can do. */
#include <pcap/pcap.h>
#include <stdio.h>

int main(int count, char **arguments) {
  char error[PCAP_ERRBUF_SIZE];
  pcap_t *capture;
  struct pcap_pkthdr *header;
  const unsigned char *data;
  unsigned long packets = 0;
  unsigned long bytes = 0;

  if (count != 2) {
    fprintf(stderr, "usage: empty-loop FILE\n");
    return 2;
  }
  capture = pcap_open_offline(arguments[1], error);
  if (capture == NULL) {
    fprintf(stderr, "%s\n", error);
    return 1;
  }
  while (pcap_next_ex(capture, &header, &data) == 1) {
    packets += 1;
    bytes += header->caplen;
  }
  pcap_close(capture);
  printf("%lu packets, %lu\n", packets, bytes);
  return 0;
}
