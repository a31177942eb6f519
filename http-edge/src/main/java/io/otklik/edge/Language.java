package io.otklik.edge;

import java.util.List;
import java.util.Locale;

/** Russian unless {@code Accept-Language} prefers English (contracts/README.md, section 3). */
public enum Language {
    RU,
    EN;

    private static final List<Locale> SPOKEN = List.of(Locale.forLanguageTag("ru"), Locale.ENGLISH);

    /** Chooses by the header; anything unreadable or absent is Russian. */
    public static Language of(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return RU;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return Locale.ENGLISH.equals(best) ? EN : RU;
        } catch (IllegalArgumentException unreadable) {
            return RU;
        }
    }
}
