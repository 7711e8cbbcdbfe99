package org.hawiya.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;

class PortsTest {
    @Test
    void aTakenPortIsNamedWithWhatToDo() throws IOException {
        Ports free = Ports.free();
        try (ServerSocket taken =
                new ServerSocket(free.gateway(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(free::requireFree)
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> {
                                assertThat(failure.exitCode()).isEqualTo(ExitCode.PORT_IN_USE);
                                assertThat(failure.getMessage())
                                        .contains(String.valueOf(taken.getLocalPort()))
                                        .contains("--port-offset")
                                        .doesNotContain("\n");
                            });
        }
        free.requireFree();
    }

    @Test
    void fourSitesHaveFourPorts() {
        Ports ports = Ports.free();
        assertThat(
                        Set.of(
                                ports.enrollment(),
                                ports.gateway(),
                                ports.eService(),
                                ports.readerDesk()))
                .hasSize(4);
        assertThat(Ports.standard(100)).isEqualTo(new Ports(8543, 9543, 7543, 6543));
    }
}
