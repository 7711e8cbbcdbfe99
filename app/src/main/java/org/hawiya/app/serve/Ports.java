package org.hawiya.app.serve;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The loopback ports of one installation's four sites. */
public record Ports(int enrollment, int gateway, int eService, int readerDesk) {
    private static final Ports STANDARD = new Ports(8443, 9443, 7443, 6443);

    /** The documented ports, each moved by the same number. */
    public static Ports standard(int offset) {
        return new Ports(
                STANDARD.enrollment + offset,
                STANDARD.gateway + offset,
                STANDARD.eService + offset,
                STANDARD.readerDesk + offset);
    }

    /** Ports that nobody uses at this moment. */
    public static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new Ports(
                    held.get(0).getLocalPort(),
                    held.get(1).getLocalPort(),
                    held.get(2).getLocalPort(),
                    held.get(3).getLocalPort());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.PORT_IN_USE, "no free port on 127.0.0.1: " + e.getMessage(), e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /** Says which port is taken before half of the servers run. */
    public void requireFree() {
        requireFree("enrolment", enrollment);
        requireFree("the validation gateway", gateway);
        requireFree("the e-service", eService);
        requireFree("the reader desk", readerDesk);
    }

    private static void requireFree(String what, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.PORT_IN_USE,
                    "port %d of %s is in use by another program; stop it (lsof -i :%d shows it), or move all ports with --port-offset N"
                            .formatted(port, what, port),
                    e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that was just made", e);
        }
    }

    public URI enrollmentAddress() {
        return address(enrollment);
    }

    public URI gatewayAddress() {
        return address(gateway);
    }

    public URI eServiceAddress() {
        return address(eService);
    }

    public URI readerDeskAddress() {
        return address(readerDesk);
    }

    private static URI address(int port) {
        return URI.create("https://localhost:" + port);
    }
}
