package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "en",
                "EN",
                "en-US,en;q=0.9",
                "en-GB",
                "ru;q=0.5, en",
                "en;q=0.9,ru;q=0.8",
                "de, fr;q=0.9, en;q=0.1",
                "ru;q=0, en;q=0.1"
            })
    void language_isEnglishWhereItIsPreferred(String header) {
        assertEquals(Language.EN, Language.of(header));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {"ru", "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7", "de", "*", "en;q=0", "en;q=nonsense", ";;", " "})
    void language_isRussianElse(String header) {
        assertEquals(Language.RU, Language.of(header));
    }

    @ParameterizedTest
    @CsvSource({"RU, Не найдено.", "EN, Not found."})
    void text_isInTheLanguage(Language language, String words) {
        assertEquals(words, Messages.NOT_FOUND.in(language));
    }
}
