package org.hawiya.enrollment.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentityNumberTest {

    @Test
    void theKnownSpecimenIsANumber() {
        assertThat(new IdentityNumber("784-1968-6570305-0").value())
                .isEqualTo("784-1968-6570305-0");
        assertThat(IdentityNumber.of("784", 1968, 6_570_305))
                .isEqualTo(new IdentityNumber("784-1968-6570305-0"));
    }

    @Test
    void everySingleWrongDigitIsNoticed() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String number =
                    IdentityNumber.of(
                                    "784",
                                    1900 + random.nextInt(130),
                                    random.nextInt(IdentityNumber.SERIALS))
                            .value();
            int at = random.nextInt(number.length());
            char digit = number.charAt(at);
            if (digit != '-') {
                char other = (char) ('0' + (digit - '0' + 1 + random.nextInt(9)) % 10);
                String wrong = number.substring(0, at) + other + number.substring(at + 1);
                assertThatThrownBy(() -> new IdentityNumber(wrong))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void aNumberIsNotPrintedByAccident() {
        assertThat(IdentityNumber.of("784", 1990, 1).toString()).doesNotContain("1990");
    }
}
