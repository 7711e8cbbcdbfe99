package org.hawiya.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class HeadlessStoryTest {
    @TempDir Path folder;

    @Test
    void theStoryOfTwoPeopleHoldsFromFingerToAssertion() throws Exception {
        Path json = folder.resolve("out.json");
        Path output = folder.resolve("output.txt");
        Process process =
                DemoProcess.command(
                                "demo", "--headless", "--people", "2", "--json", json.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        JsonNode figures = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(figures.get("enrolled").asInt()).isEqualTo(2);
        assertThat(figures.get("prints").asInt()).isEqualTo(20);
        assertThat(figures.get("duplicatesFound").asInt()).isEqualTo(1);
        assertThat(figures.get("falseDuplicates").asInt()).isZero();
        assertThat(figures.get("cardLoginsAccepted").asInt()).isEqualTo(2);
        assertThat(figures.get("assertionsVerified").asInt()).isEqualTo(2);
        assertThat(figures.get("impostorsRefused").asInt()).isEqualTo(2);
        assertThat(figures.get("lostCardRefused").asBoolean()).isTrue();
        assertThat(figures.get("ledgerVerified").asBoolean()).isTrue();
        assertThat(figures.get("ledgerEntries").asLong()).isGreaterThan(20);
        assertThat(figures.get("peakRssMiB").asLong()).isBetween(100L, 1536L);
    }
}
