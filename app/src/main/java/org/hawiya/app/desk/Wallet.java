package org.hawiya.app.desk;

import org.hawiya.app.database.Storage;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The simulated cards of one data directory: a list, and a state file for each. Thread-safe. */
public final class Wallet {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    public Wallet(Path folder) {
        this.folder = folder;
    }

    public synchronized List<WalletCard> cards() {
        Path list = folder.resolve("cards.json");
        try {
            return Files.exists(list)
                    ? List.of(JSON.readValue(Files.readString(list), WalletCard[].class))
                    : List.of();
        } catch (IOException e) {
            throw Storage.failure("the wallet " + list + " cannot be read", folder, e);
        }
    }

    public Optional<WalletCard> card(String serial) {
        return cards().stream().filter(card -> card.serial().equals(serial)).findFirst();
    }

    /** Adds a card whose state file is there already; the list is replaced as a whole. */
    public synchronized void add(WalletCard card) {
        List<WalletCard> all = new ArrayList<>(cards());
        all.add(card);
        try {
            Path fresh = Files.createTempFile(folder, "cards", ".new");
            Files.writeString(fresh, JSON.writeValueAsString(all));
            Files.move(
                    fresh,
                    folder.resolve("cards.json"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Storage.failure("the wallet cannot be written", folder, e);
        }
    }

    /** Where a card keeps its state. */
    public Path stateFile(String serial) {
        return folder.resolve(serial + ".card");
    }
}
