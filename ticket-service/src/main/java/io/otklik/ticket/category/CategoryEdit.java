package io.otklik.ticket.category;

import java.util.Optional;

/**
 * What a category becomes; what is empty stays, or has its default in a new one. Lengths and the color's form have been
 * checked by the contract.
 *
 * @param description an empty inner value takes it away, like those of {@code icon} and {@code color}
 */
public record CategoryEdit(
        Optional<String> name,
        Optional<Optional<String>> description,
        Optional<Optional<String>> icon,
        Optional<Optional<String>> color,
        Optional<Boolean> active,
        Optional<Integer> sortOrder) {

    /** Only the name. */
    public static CategoryEdit name(String name) {
        return new CategoryEdit(
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
