package davit.images.pull;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Which addresses are the internet's, by IANA's registries of
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>.
 */
final class PublicAddress {
    private static final int LENGTH_OF_IPV4 = 4;

    /** 64:ff9b::/96, IPv4 as seen from networks that have IPv6 only. */
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublicIpv4(bytes);
        }
        if (Arrays.equals(bytes, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length)) {
            return isPublicIpv4(Arrays.copyOfRange(bytes, TRANSLATED.length, TRANSLATED.length + LENGTH_OF_IPV4));
        }
        int first = pair(bytes, 0);
        boolean isUnicast =
                first >> 13 == 1; // 2000::/3; loopback, link-local, unique-local and multicast are not in it
        boolean isTunnel = first == 0x2002 || (first == 0x2001 && pair(bytes, 2) < 0x200);
        return isUnicast && !isTunnel;
    }

    private static boolean isPublicIpv4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127; // shared by the customers of a provider
            case 169 -> second != 254; // link-local, where clouds keep credentials
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && bytes[2] == 0);
            case 198 -> second != 18 && second != 19; // benchmarks
            default -> first < 224; // then come multicast and what is reserved
        };
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
}
