package org.hawiya.app.demo;

import org.hawiya.app.provision.Installation;
import org.hawiya.app.serve.Ports;

import java.nio.file.Path;
import java.security.SecureRandom;

import javax.net.ssl.SSLContext;

/**
 * What the story is played on: the addresses of the running servers, the enrolment desk's client,
 * and the place where the players' cards are kept.
 *
 * @param wallet folder of the cards' state files
 */
record Stage(
        Installation installation,
        Ports ports,
        RegistrationDesk desk,
        Path wallet,
        Narrator narrator,
        SecureRandom random) {
    SSLContext trust() {
        return installation.ca().trustingContext();
    }

    void say(String line) {
        narrator.say(line);
    }
}
