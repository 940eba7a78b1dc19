import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Loaded before every test, and before every Node process that a test starts: nothing beyond this machine can be
 * reached, neither by address nor by name. What is refused is told on stderr as well, in case the code copes with it
 * quietly.
 */

/** Its own addresses on other interfaces: what is sent there never leaves it either. */
const own = new Set(
  Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address)),
);

const preload = `--import=${import.meta.url}`;
const options = process.env.NODE_OPTIONS ?? '';
if (!options.includes(preload)) process.env.NODE_OPTIONS = `${options} ${preload}`.trim();

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function connectHere(...args) {
  // net.connect hands its own arguments over as one array.
  const [to, host] = Array.isArray(args[0]) ? args[0] : args;
  const target = typeof to === 'object' ? to : { host: typeof host === 'string' ? host : undefined };
  const isFile = typeof target.path === 'string' || (typeof to === 'string' && Number.isNaN(Number(to)));
  if (isFile || isHere(target.host ?? 'localhost')) return connect.apply(this, args);
  // As late as a real refusal comes, when whoever asked has begun to listen for errors.
  setImmediate(() => this.destroy(refusal(target.host)));
  return this;
};

for (const name of ['send', 'connect']) {
  const reach = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function reachHere(...args) {
    // After the message, or the port; numbers and buffers aside.
    const address = args.slice(1).findLast((arg) => typeof arg === 'string');
    if (!isHere(address)) throw refusal(address);
    return reach.apply(this, args);
  };
}

for (const place of [dns, dns.Resolver.prototype]) {
  for (const name of asking(place)) {
    const ask = place[name];
    place[name] = function askOfHere(host, ...rest) {
      if (mayAsk(name, host)) return ask.call(this, host, ...rest);
      const answer = rest.pop();
      process.nextTick(answer, refusal(host));
    };
  }
}
for (const place of [dns.promises, dns.promises.Resolver.prototype]) {
  for (const name of asking(place)) {
    const ask = place[name];
    place[name] = async function askOfHere(host, ...rest) {
      if (!mayAsk(name, host)) throw refusal(host);
      return ask.call(this, host, ...rest);
    };
  }
}

syncBuiltinESMExports();

/** The functions that ask somebody about a host. */
function asking(place) {
  const names = Object.getOwnPropertyNames(place).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  return names.filter((name) => typeof place[name] === 'function');
}

/** An address needs no looking up: it is handed back as it is. */
function mayAsk(name, host) {
  return isHere(host) || (name === 'lookup' && net.isIP(host) > 0);
}

function isHere(host) {
  const bare = String(host ?? 'localhost')
    .toLowerCase()
    .replace(/^\[|\]$|\.$/g, '');
  if (bare === '' || bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return bare === '::1' || own.has(bare) || (net.isIP(bare) > 0 && /^(::ffff:)?127\./.test(bare));
}

function refusal(host) {
  const error = new Error(`tests reach this machine only, not ${host}`);
  process.stderr.write(`${error.message}\n`);
  return Object.assign(error, { code: 'ELOOPBACK' });
}
