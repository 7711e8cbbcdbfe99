package org.hawiya.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hawiya.card.terminal.CardCa;
import org.hawiya.card.terminal.CardKeys;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.ContainerKey;
import org.hawiya.card.terminal.DataGroup;
import org.hawiya.card.terminal.FingerReference;
import org.hawiya.card.terminal.GatewayCredentials;
import org.hawiya.card.terminal.PersonalisationData;
import org.hawiya.card.terminal.Personaliser;
import org.hawiya.card.terminal.Right;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.TransportKey;
import org.hawiya.card.terminal.TrustPoint;
import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.card.terminal.relay.RelayClient;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.Resident;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyDerivation;
import org.hawiya.custody.KeyName;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.synthesis.PersonSynthesizer;
import org.hawiya.engine.synthesis.Preset;
import org.hawiya.engine.synthesis.SyntheticPerson;
import org.hawiya.engine.template.CompactTemplate;

/** A person of the generator with a personalised card of the real applet in the simulator. */
final class TestCard implements AutoCloseable {
    private static final List<FingerPosition> ENROLLED =
            List.of(FingerPosition.RIGHT_INDEX, FingerPosition.LEFT_INDEX);
    private static final int THRESHOLD = 400;
    private static final int MAX_IMPRESSIONS = 4;

    final UUID person = UUID.randomUUID();
    final byte[] serial = new byte[CardSerial.LENGTH];
    private final SyntheticPerson body;
    private final SimulatedCard card;
    private final TestWorld world;

    TestCard(TestWorld world, long seed) {
        this.world = world;
        this.body = new PersonSynthesizer().person(seed);
        new SecureRandom().nextBytes(serial);
        byte[] transport = new byte[TransportKey.LENGTH];
        new SecureRandom().nextBytes(transport);
        Path file = world.folder.resolve("card-" + seed + ".bin");
        card =
                SimulatedCard.manufacture(
                        file,
                        new CardSerial(serial),
                        new TransportKey(transport),
                        new TrustPoint(world.root));
        var leaf =
                world.leaf(
                        "AEHWDESK00001",
                        TestWorld.publicKey(world.authorityKeys, KeyName.PERSONALISATION_LEAF),
                        EnumSet.of(Right.PERSONALISE, Right.UPDATE));
        Personaliser.personalise(
                card,
                new TransportKey(transport),
                new GatewayCredentials(
                        List.of(leaf.encoded()),
                        message ->
                                world.authorityKeys.signEs256(
                                        KeyName.PERSONALISATION_LEAF, message)),
                new PersonalisationData(
                        new Keys(world.gatewayKeys),
                        1,
                        ENROLLED.stream().map(this::reference).toList(),
                        Map.of(
                                DataGroup.IDENTITY_NUMBER,
                                "784-1990-1234567-1".getBytes(StandardCharsets.UTF_8)),
                        TestWorld.today().plusYears(5)),
                new CardCa(
                        TestWorld.CARD_AUTHORITY,
                        TestWorld.publicKey(world.authorityKeys, KeyName.CARD_CA),
                        message -> world.authorityKeys.signEs256(KeyName.CARD_CA, message)));
    }

    /** Enrolment tells the gateway of the person and the card. */
    TestCard announced(String identityNumber, String given, String family) {
        world.feed.identity(person, identityNumber, given, family);
        world.feed.card(serial, person, "ACTIVE");
        return this;
    }

    /** At the reader: accepts, and shows this hand's fingers until one is taken. */
    static final class Holder implements Resident {
        private final SyntheticPerson hand;
        int fingersAsked;
        int lastTriesLeft = -1;
        Optional<RelayRequest> shown = Optional.empty();

        Holder(SyntheticPerson hand) {
            this.hand = hand;
        }

        @Override
        public boolean accepts(RelayRequest request) {
            shown = Optional.of(request);
            return true;
        }

        @Override
        public Optional<FingerImage> finger(FingerWanted wanted) {
            fingersAsked++;
            lastTriesLeft = wanted.triesLeft();
            if (fingersAsked > MAX_IMPRESSIONS) {
                return Optional.empty();
            }
            FingerPosition position = wanted.positions().getFirst();
            GrayImage image = hand.impression(position, 1 + fingersAsked, Preset.OPTICAL_GOOD);
            return Optional.of(new FingerImage(position, ImageCodec.writePng(image)));
        }
    }

    Holder holder() {
        return new Holder(body);
    }

    /** The same card in somebody else's hand. */
    Holder thief(long seed) {
        return new Holder(new PersonSynthesizer().person(seed));
    }

    RelayResult use(Browser.Page reader, Resident resident) {
        return new RelayClient(
                        URI.create(reader.attribute("data-relay")),
                        reader.attribute("data-token"),
                        world.pki.context("reader"),
                        card,
                        resident)
                .run();
    }

    private FingerReference reference(FingerPosition position) {
        GrayImage image = body.impression(position, 1, Preset.OPTICAL_GOOD);
        byte[] template =
                CompactTemplate.encode(
                        new Extractor().extract(image).template(), FingerReference.MAX_MINUTIAE);
        return new FingerReference(position, template, THRESHOLD);
    }

    /** The issuer's side of the derivation. */
    private record Keys(KeyCustody custody) implements CardKeys {
        @Override
        public byte[] channelKey(CardSerial serial, int version) {
            return KeyDerivation.derive(
                    custody,
                    KeyName.CARD_MASTER,
                    CHANNEL_LABEL,
                    CardKeys.channelContext(serial, version),
                    32);
        }

        @Override
        public ContainerKey containerKey(CardSerial serial, FingerPosition finger, int version) {
            return new ContainerKey(
                    KeyDerivation.derive(
                            custody,
                            KeyName.CONTAINER_MASTER,
                            CONTAINER_LABEL,
                            CardKeys.containerContext(serial, finger, version),
                            ContainerKey.LENGTH));
        }
    }

    @Override
    public void close() {
        card.close();
    }
}
