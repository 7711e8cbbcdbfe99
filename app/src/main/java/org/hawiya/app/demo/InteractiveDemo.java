package org.hawiya.app.demo;

import org.hawiya.app.ExitCode;
import org.hawiya.app.database.Storage;
import org.hawiya.app.desk.ReaderDesk;
import org.hawiya.app.desk.Wallet;
import org.hawiya.app.desk.WalletCard;
import org.hawiya.app.provision.DataDirectory;
import org.hawiya.app.serve.House;
import org.hawiya.app.serve.Ports;
import org.hawiya.engine.FingerPosition;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The demo to be clicked through: starts everything, enrols a few people the first time, stays up
 * until Ctrl-C.
 */
final class InteractiveDemo {
    private final PrintWriter out;
    private final Path folder;
    private final int portOffset;
    private final int people;

    /**
     * @param people enrolled at the first start: some to log in with, and to take somebody else's
     *     card and finger
     */
    InteractiveDemo(PrintWriter out, Path folder, int portOffset, int people) {
        this.out = out;
        this.folder = folder;
        this.portOffset = portOffset;
        this.people = people;
    }

    /** Blocks until the process is told to stop. */
    int run(boolean wipe) {
        if (wipe) {
            wipe();
        }
        Narrator narrator = new Narrator(out);
        narrator.say("starting PostgreSQL, enrolment, gateway, e-service and reader desk");
        try (House house = House.open(folder, Ports.standard(portOffset), () -> {})) {
            Wallet wallet = new Wallet(house.installation().data().folder("wallet"));
            ReaderDesk desk =
                    house.keep(() -> ReaderDesk.start(house.installation(), house.ports(), wallet));
            GatewayAdministration.registerEService(house.installation(), house.ports());
            fill(house, wallet, narrator);
            printAddresses(house, narrator);
            stayUntilStopped(desk);
            return ExitCode.OK.code();
        }
    }

    private void wipe() {
        try (DataDirectory data = DataDirectory.open(folder)) {
            org.hawiya.app.database.EmbeddedDatabase.stopLeftover(data.root());
        }
        Storage.deleteTree(folder);
    }

    /** A run that was killed in the middle left fewer people: the missing ones are enrolled now. */
    private void fill(House house, Wallet wallet, Narrator narrator) {
        int present = wallet.cards().size();
        if (present >= people) {
            return;
        }
        narrator.say(
                "first start: enrolling "
                        + (people - present)
                        + " synthetic people and issuing their cards");
        try (RegistrationDesk desk =
                new RegistrationDesk(
                        house.ports().enrollmentAddress(),
                        house.installation().ca().trustingContext(),
                        house.installation().secrets().staff())) {
            Stage stage =
                    new Stage(
                            house.installation(),
                            house.ports(),
                            desk,
                            house.installation().data().folder("wallet"),
                            Narrator.silent(),
                            new SecureRandom());
            List<Player> players = new SyntheticCast(people).players();
            for (int i = present; i < players.size(); i++) {
                welcome(stage, wallet, i, players.get(i));
            }
        }
    }

    /**
     * A person whom a killed run enrolled without finishing the card is found as their own
     * duplicate; the next seed comes instead.
     */
    private static void welcome(Stage stage, Wallet wallet, int index, Player player) {
        List<Enrolled> enrolled = new EnrolmentChapter(stage).playOne(index, player);
        for (CardHolder holder : new IssuanceChapter(stage).play(enrolled)) {
            Biography biography = holder.person().biography();
            String file = String.valueOf(holder.cardFile().getFileName());
            wallet.add(
                    new WalletCard(
                            file.substring(0, file.length() - ".card".length()),
                            biography.nameEn(),
                            biography.nameAr(),
                            holder.person().identityNumber(),
                            SyntheticCast.FIRST_SEED + index,
                            holder.fingers().stream().map(FingerPosition::code).toList()));
        }
    }

    private void printAddresses(House house, Narrator narrator) {
        Ports ports = house.ports();
        narrator.say("ready");
        out.println();
        out.println(
                "  e-service     "
                        + ports.eServiceAddress()
                        + "/   sign in there with a card of the wallet");
        out.println(
                "  reader desk   "
                        + ports.readerDeskAddress()
                        + "/   the simulated cards and fingers");
        out.println(
                "  enrolment     "
                        + ports.enrollmentAddress()
                        + "/   operator, supervisor, examiner, administrator, auditor");
        out.println(
                "                password of all of them: "
                        + house.installation().secrets().staff());
        out.println("  gateway       " + ports.gatewayAddress() + "/");
        out.println(
                "  The browser will warn of an unknown authority: trust "
                        + house.installation().ca().pem());
        out.println("  Ctrl-C stops everything; the next start continues. All data: " + folder);
        out.println("  To forget everything: hawiya demo --wipe");
        out.flush();
    }

    /** The shutdown hook stops the house; this thread only keeps the process alive until then. */
    private static void stayUntilStopped(ReaderDesk desk) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            desk.close();
        }
    }
}
