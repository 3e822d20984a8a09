import { answer, ask, type Dialogue, type Message, overUdp } from '../flow/dialogue.ts';
import type { Random } from '../random.ts';

/** A tunnel to the company: WireGuard, IPsec through NAT (RFC 3948) or OpenVPN, all datagrams of one pair of ports. */
export const vpnTunnel = (random: Random): Dialogue => {
  const port = random.pick([51_820, 4500, 1194, 443]);
  return overUdp(port, tunnelled(random), port === 4500 ? { clientPort: 4500 } : {});
};

function* tunnelled(random: Random): Generator<Message> {
  yield ask(148);
  yield answer(92);
  for (let burst = random.integer(5, 80); burst > 0; burst -= 1) {
    yield ask(random.around(160, 0.8), random.around(2_500, 1.3));
    for (let i = random.integer(1, 12); i > 0; i -= 1)
      yield answer(Math.min(1_420, random.around(700, 1)), 1);
    if (random.chance(0.6)) yield ask(random.integer(90, 140));
  }
}
