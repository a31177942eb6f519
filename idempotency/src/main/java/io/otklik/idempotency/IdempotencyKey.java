package io.otklik.idempotency;

import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import java.util.List;

/** The header that names a write, so that it may be sent again. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;
    private static final Text NOT_VALID = new Text(
            "Заголовок Idempotency-Key должен содержать от 1 до 255 печатных символов.",
            "The Idempotency-Key header must have 1 to 255 printable characters.");

    private IdempotencyKey() {}

    /** Fails with MALFORMED when it is blank, too long, sent twice, or has control characters. */
    static String of(List<String> sent) {
        String key = sent.get(0);
        if (sent.size() > 1
                || key.isBlank()
                || key.length() > MAX_LENGTH
                || key.chars().anyMatch(Character::isISOControl)) {
            throw Problem.of(Problem.Kind.MALFORMED, NOT_VALID);
        }
        return key;
    }
}
