package io.otklik.edge;

/** A message to a person, in both languages that the suite speaks. */
public record Text(String ru, String en) {

    /** The same words in both languages, for messages that a contract fixes. */
    public static Text fixed(String words) {
        return new Text(words, words);
    }

    public String in(Language language) {
        return switch (language) {
            case RU -> ru;
            case EN -> en;
        };
    }
}
