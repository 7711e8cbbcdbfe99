package org.hawiya.card.terminal;

import com.licel.jcardsim.base.Simulator;
import com.licel.jcardsim.base.SimulatorRuntime;

import javacard.framework.AID;
import javacard.framework.Applet;

import org.hawiya.card.applet.HawiyaApplet;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * The real applet in a simulated card (jCardSim), with a memory that outlives the process.
 *
 * <p>After every command that changed persistent memory the whole memory (what {@link CardMemory}
 * finds: persistent arrays and private keys) is written to the state file, atomically and forced to
 * the disk, before the answer is given: a try that was counted stays counted whatever happens to
 * the process. Loading installs a fresh applet and puts that memory back, which is what a card does
 * when it gets power: the session is gone, the rest is there. A journal of commands would not do:
 * the card's own random numbers cannot be played back. The state file holds the card's private
 * keys, as a card's chip does, and is readable by its owner only.
 *
 * <p>Every card is a simulator of its own; many can live in one process. A second user of the same
 * file is refused. Not thread-safe, like any card.
 */
public final class SimulatedCard implements CardChannel {

    private static final AID AID_OF_APPLET =
            new AID(Handshake.APPLICATION, (short) 0, (byte) Handshake.APPLICATION.length);

    static {
        SimulatorRandomness.install();
    }

    private final Simulator simulator;
    private final CountedMemory transients;
    private final CardMemory memory;
    private final @Nullable CardImageFile file;
    private SortedMap<String, byte[]> saved;
    private boolean closed;

    private SimulatedCard(
            ReachableRuntime runtime, byte[] parameters, @Nullable CardImageFile file) {
        this(runtime, HawiyaApplet.class, parameters, file);
    }

    private SimulatedCard(
            ReachableRuntime runtime,
            Class<? extends Applet> applet,
            byte[] parameters,
            @Nullable CardImageFile file) {
        this.file = file;
        simulator = new Simulator(runtime);
        simulator.installApplet(
                AID_OF_APPLET, applet, parameters, (short) 0, (byte) parameters.length);
        transients = (CountedMemory) runtime.getTransientMemory();
        memory = new CardMemory(runtime.installed(AID_OF_APPLET), transients);
        saved = memory.read();
    }

    /**
     * Makes a blank card and its file. The card's first date is today.
     *
     * @throws CardTransportException when the file exists or cannot be written
     */
    public static SimulatedCard manufacture(
            Path stateFile, CardSerial serial, TransportKey transportKey, TrustPoint gatewayCa) {
        return manufacture(
                stateFile, serial, transportKey, gatewayCa, LocalDate.now(ZoneOffset.UTC));
    }

    /** As {@link #manufacture(Path, CardSerial, TransportKey, TrustPoint)}, on a given day. */
    public static SimulatedCard manufacture(
            Path stateFile,
            CardSerial serial,
            TransportKey transportKey,
            TrustPoint gatewayCa,
            LocalDate today) {
        var file = new CardImageFile(stateFile);
        try {
            if (file.exists()) {
                throw new CardTransportException("There is a card already: " + stateFile);
            }
            var card =
                    new SimulatedCard(
                            new ReachableRuntime(), parameters(serial, transportKey, today), file);
            card.setTrustPoint(gatewayCa);
            file.write(card.saved);
            return card;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** A card without a file, for tests and measurements; it lives as long as the object. */
    static SimulatedCard inMemory(
            Class<? extends Applet> applet,
            CardSerial serial,
            TransportKey transportKey,
            TrustPoint gatewayCa,
            LocalDate today) {
        var card =
                new SimulatedCard(
                        new ReachableRuntime(),
                        applet,
                        parameters(serial, transportKey, today),
                        null);
        card.setTrustPoint(gatewayCa);
        return card;
    }

    /**
     * Puts a card into the reader again.
     *
     * @throws CardTransportException when it is in use, missing, damaged or of another version
     */
    public static SimulatedCard load(Path stateFile) {
        var file = new CardImageFile(stateFile);
        try {
            SortedMap<String, byte[]> image = file.read();
            var card = new SimulatedCard(new ReachableRuntime(), blankParameters(), file);
            card.memory.write(image);
            card.saved = image;
            return card;
        } catch (IllegalArgumentException e) {
            file.close();
            throw new CardTransportException("The card " + stateFile + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public byte[] transceive(byte[] commandApdu) {
        if (closed) {
            throw new CardTransportException("The card was taken out");
        }
        try {
            return simulator.transmitCommand(commandApdu);
        } finally {
            save();
        }
    }

    /** Takes the power away for a moment: the session is gone, the memory stays. */
    public void reset() {
        simulator.reset();
    }

    /** What a chip's memory would hold. */
    SortedMap<String, byte[]> memory() {
        return memory.read();
    }

    /** Puts an earlier memory back; tests of power cuts start many times from one state. */
    void restore(SortedMap<String, byte[]> image) {
        simulator.reset();
        memory.write(image);
        saved = image;
    }

    /** The applet's persistent arrays themselves. */
    Iterable<byte[]> persistentArrays() {
        return memory.persistentArrays();
    }

    /** Bytes of transient arrays the applet has taken. */
    int transientBytes() {
        return transients.bytes();
    }

    int persistentBytes() {
        return memory.persistentBytes();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (file != null) {
                file.close();
            }
        }
    }

    private void save() {
        SortedMap<String, byte[]> now = memory.read();
        boolean changed =
                now.entrySet().stream()
                        .anyMatch(entry ->
                                !Arrays.equals(entry.getValue(), saved.get(entry.getKey())));
        if (changed) {
            if (file != null) {
                file.write(now);
            }
            saved = now;
        }
    }

    private static byte[] parameters(
            CardSerial serial, TransportKey transportKey, LocalDate today) {
        return frame(Tlv.concat(serial.value(), transportKey.value(), CvCertificates.date(today)));
    }

    /** The last step of manufacture: the applet's parameters have no room for a trust point. */
    private void setTrustPoint(TrustPoint trustPoint) {
        CvCertificate root = trustPoint.certificate();
        byte[] name = Arrays.copyOf(root.holder().encoded(), HolderReference.MAX_LENGTH);
        byte[] trusted =
                Tlv.concat(
                        new byte[] {(byte) root.holder().encoded().length},
                        name,
                        P256.encode(root.key()),
                        CvCertificates.bits(root),
                        CvCertificates.date(root.expires()));
        byte[] put =
                Tlv.concat(
                        Tlv.encode(0x5C, CardStatus.tagBytes(CardObject.FIRST_TRUST_POINT)),
                        Tlv.encode(0x53, trusted));
        simulator.selectApplet(AID_OF_APPLET);
        StatusWord status =
                StatusWord.of(
                        simulator.transmitCommand(CommandApdu.of(0xDB, 0x3F, 0xFF, put).encoded()));
        if (!status.isOk()) {
            throw new IllegalStateException("The applet takes no trust point: " + status);
        }
        simulator.reset();
        saved = memory.read();
    }

    private static byte[] blankParameters() {
        return frame(new byte[38]);
    }

    /** Length and AID, no control information, length and the applet's own parameters. */
    private static byte[] frame(byte[] own) {
        return Tlv.concat(
                new byte[] {(byte) Handshake.APPLICATION.length},
                Handshake.APPLICATION,
                new byte[] {0, (byte) own.length},
                own);
    }

    /** Lets the applet's object be reached: the simulator keeps it to itself. */
    private static final class ReachableRuntime extends SimulatorRuntime {
        ReachableRuntime() {
            super(new CountedMemory());
        }

        Applet installed(AID aid) {
            return getApplet(aid);
        }
    }
}
