package davit.sandbox;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Answers by UDP that every name has the address 203.0.113.80. */
final class TestNameServer {
    private static final int HEADER = 12;
    private static final short IS_ANSWER = (short) 0x8180;
    private static final short ADDRESS = 1;
    private static final short INTERNET = 1;
    private static final short NAME_OF_THE_QUESTION = (short) 0xc00c;
    private static final int MAX_BYTES = 512;

    private TestNameServer() {}

    /** Prints {@code ready}, and answers until it is killed. */
    public static void main(String[] arguments) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("203.0.113.53", 53))) {
            System.out.println("ready");
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private static byte[] answer(ByteBuffer query) {
        int end = HEADER;
        while (query.get(end) != 0) {
            end += query.get(end) + 1;
        }
        boolean isForAddress = query.getShort(end + 1) == ADDRESS;
        ByteBuffer answer = ByteBuffer.allocate(MAX_BYTES);
        answer.putShort(query.getShort(0)).putShort(IS_ANSWER).putShort((short) 1);
        answer.putShort((short) (isForAddress ? 1 : 0)).putInt(0);
        answer.put(query.slice(HEADER, end + 1 + 2 * Short.BYTES - HEADER));
        if (isForAddress) {
            answer.putShort(NAME_OF_THE_QUESTION).putShort(ADDRESS).putShort(INTERNET);
            answer.putInt(1).putShort((short) Integer.BYTES).put(new byte[] {(byte) 203, 0, 113, 80});
        }
        byte[] bytes = new byte[answer.flip().remaining()];
        answer.get(bytes);
        return bytes;
    }
}
