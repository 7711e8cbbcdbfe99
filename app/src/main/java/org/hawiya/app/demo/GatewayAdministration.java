package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.provision.Installation;
import org.hawiya.app.serve.Ports;
import org.hawiya.app.serve.Servers;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Registers the demo's e-service at the gateway, as an administrator would. Doing it again changes
 * nothing.
 */
final class GatewayAdministration {
    private GatewayAdministration() {}

    static void registerEService(Installation installation, Ports ports) {
        record Name(String en, String ar) {}
        record Registration(
                Name name,
                List<String> redirectUris,
                String jwksUri,
                List<String> scopes,
                List<String> postLogoutRedirectUris) {}
        Registration registration =
                new Registration(
                        new Name("Parking permits", "تصاريح المواقف"),
                        List.of(Servers.eServiceRedirect(ports).toString()),
                        ports.eServiceAddress().resolve("/jwks.json").toString(),
                        List.of("openid", "profile", "identity_number"),
                        List.of(ports.eServiceAddress().resolve("/").toString()));
        String credentials = "administrator:" + installation.secrets().staff();
        HttpRequest request =
                HttpRequest.newBuilder(
                                ports.gatewayAddress()
                                        .resolve(
                                                "/api/relying-parties/" + Servers.E_SERVICE_CLIENT))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        credentials.getBytes(
                                                                StandardCharsets.UTF_8)))
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        JsonMapper.builder()
                                                .build()
                                                .writeValueAsString(registration)))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(installation.ca().trustingContext()).build()) {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new CommandFailure(
                        ExitCode.SERVER,
                        "the gateway does not register the e-service: "
                                + response.statusCode()
                                + " "
                                + response.body());
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.SERVER, "the gateway does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
