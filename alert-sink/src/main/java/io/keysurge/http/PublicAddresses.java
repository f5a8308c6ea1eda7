// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once and hands out only addresses that may be called. The client connects to what it is given here,
 * so a name that changes its mind between check and call gains nothing.
 *
 * <p>Addresses that only a cloud's own machines can reach (link-local, metadata services) are refused always: no
 * endpoint of an operator lives there, and that is where stolen instance credentials come from.
 */
public final class PublicAddresses implements DnsResolver {

    private static final List<Block> NEVER = blocks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "168.63.129.16/32",
            "100.100.100.200/32",
            "192.0.0.0/24",
            "224.0.0.0/3",
            "fe80::/10",
            "fec0::/10",
            "fd00:ec2::254/128",
            "ff00::/8");

    private static final List<Block> PRIVATE = blocks(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "198.18.0.0/15",
            "::1/128",
            "fc00::/7");

    private static final Block LOOPBACK_6 = block("::1/128");

    /** Prefixes under which an IPv4 address travels inside an IPv6 one, with the position of its first byte. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(block("64:ff9b::/96"), 12),
            new Embedding(block("::/96"), 12),
            new Embedding(block("2002::/16"), 2));

    private final boolean allowPrivate;
    private final String setting;
    private final Names names;

    /**
     * Addresses for one connector.
     *
     * @param allowPrivate true: private and loopback addresses may be called too
     * @param setting what a person has to set for that, to be named where an address is refused
     * @param names where a host's name leads
     */
    public PublicAddresses(boolean allowPrivate, String setting, Names names) {
        this.allowPrivate = allowPrivate;
        this.setting = setting;
        this.names = names;
    }

    /** The host's name resolved to addresses, none of which is one that must not be called. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> allowed = new ArrayList<>();
        for (InetAddress address : names.resolve(host)) {
            if (isAllowed(address)) {
                allowed.add(address);
            }
        }
        if (allowed.isEmpty()) {
            throw new RefusedAddressException(host + ": no address that may be called (expected: a public address; "
                    + setting + "=true also allows private and loopback ones)");
        }
        return allowed.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean isAllowed(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Embedding embedding : EMBEDDINGS) {
            if (embedding.prefix().holds(bytes) && !LOOPBACK_6.holds(bytes)) {
                bytes = Arrays.copyOfRange(bytes, embedding.from(), embedding.from() + 4);
                break;
            }
        }
        return !holds(NEVER, bytes) && (allowPrivate || !holds(PRIVATE, bytes));
    }

    private static boolean holds(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.holds(address));
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(PublicAddresses::block).toList();
    }

    private static Block block(String text) {
        String[] parts = text.split("/", 2);
        try {
            byte[] network = InetAddress.getByName(parts[0]).getAddress();
            return new Block(new BigInteger(1, network), network.length, Integer.parseInt(parts[1]));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A span of addresses: all that share the network's first {@code bits} bits. */
    private record Block(BigInteger network, int bytes, int bits) {
        boolean holds(byte[] address) {
            int ignored = bytes * 8 - bits;
            return address.length == bytes
                    && new BigInteger(1, address).shiftRight(ignored).equals(network.shiftRight(ignored));
        }
    }

    private record Embedding(Block prefix, int from) {}

    /** Says that the name was found, but only at addresses that must not be called. */
    static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String message) {
            super(message);
        }
    }
}
