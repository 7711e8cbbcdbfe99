package org.hawiya.card.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;

/** Bytes that must never change, worked out with another implementation. */
class SecureMessagingVectorTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEYS =
            HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] DATA = HEX.parseHex("7f2e0881063a455081629c");

    @Test
    void anOddInstructionIsProtectedAsTheVectorSays() {
        var messaging = new SecureMessaging(KEYS);
        CommandApdu plain = new CommandApdu(0, 0x21, 0, 0x96, DATA, false);
        assertThat(HEX.formatHex(messaging.wrap(plain).encoded()))
                .isEqualTo("0c2100961c851018285ba549114d9c7923f6d23646f0988e0884241e6ac1cb2a4f00");
        assertThat(messaging.unwrap(true, HEX.parseHex("990290008e08b0c5a464ba2d9ba39000")))
                .isEqualTo(HEX.parseHex("9000"));
    }

    @Test
    void anEvenInstructionIsProtectedAsTheVectorSays() {
        var messaging = new SecureMessaging(KEYS);
        CommandApdu plain = new CommandApdu(0, 0x20, 0, 0x96, DATA, false);
        assertThat(HEX.formatHex(messaging.wrap(plain).encoded()))
                .isEqualTo(
                        "0c2000961d87110118285ba549114d9c7923f6d23646f0988e087417b5794218ce2c00");
        assertThat(messaging.unwrap(false, HEX.parseHex("990263c28e08f707ef96f28358ee63c2")))
                .isEqualTo(HEX.parseHex("63c2"));
    }

    @Test
    void aChannelThatSawAWrongAnswerIsClosedForGood() {
        var messaging = new SecureMessaging(KEYS);
        messaging.wrap(new CommandApdu(0, 0x21, 0, 0x96, DATA, true));
        assertThatThrownBy(() ->
                        messaging.unwrap(true, HEX.parseHex("990290008e08b0c5a464ba2d9ba49000")))
                .isInstanceOf(CardProtocolException.ChannelBroken.class);
        assertThatThrownBy(() -> messaging.wrap(new CommandApdu(0, 0x21, 0, 0x96, DATA, true)))
                .isInstanceOf(CardProtocolException.ChannelBroken.class);
    }

    @Test
    void theInformationGroupHasTheLengthsOfTheStandard() {
        byte[] template = CardWorld.finger(1);
        byte[] group =
                BiometricInformation.group(
                        List.of(
                                new FingerReference(FingerPosition.RIGHT_INDEX, template, 1),
                                new FingerReference(FingerPosition.LEFT_INDEX, template, 1)));
        assertThat(HEX.formatHex(group))
                .isEqualTo(
                        "7f6141020102"
                                + "7f601ca11a8101088201098702010188020005b10a81020828820109830100"
                                + "7f601ca11a81010882010a8702010188020005b10a81020828820109830100");
    }

    @Test
    void theFingersOfBothHandsHaveTheSubtypesOfTheStandard() {
        int[] expected = {0x05, 0x09, 0x0D, 0x11, 0x15, 0x06, 0x0A, 0x0E, 0x12, 0x16};
        for (FingerPosition finger : FingerPosition.values()) {
            assertThat(BiometricInformation.subtype(finger)).isEqualTo(expected[finger.code() - 1]);
        }
    }
}
