package org.hawiya.app.desk;

import org.hawiya.engine.FingerPosition;

import java.util.List;

/**
 * A card in the wallet and whose it is. The holder's number is there so that a visitor of the demo
 * can compare; a real reader knows nothing of it.
 *
 * @param serial names the state file
 * @param seed of the synthetic person whose fingers go with it
 */
public record WalletCard(
        String serial,
        String nameEn,
        String nameAr,
        String identityNumber,
        long seed,
        List<Integer> fingerCodes) {
    public WalletCard {
        fingerCodes = List.copyOf(fingerCodes);
    }

    List<FingerPosition> fingers() {
        return fingerCodes.stream().map(FingerPosition::ofCode).toList();
    }

    String name(Language language) {
        return language == Language.AR ? nameAr : nameEn;
    }
}
