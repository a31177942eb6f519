package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedTokensTest {

    private static final String A = "eyJ9.e30.AAAA";
    private static final String B = "eyJ9.e30.BBBB";
    private static final String C = "eyJ9.e30.CCCC";

    private final VerifiedTokens<String> tokens = new VerifiedTokens<>(2);

    @Test
    void find_knowsTheLatestByTheWholeToken() {
        tokens.remember(A, "a");
        tokens.remember(B, "b");
        assertEquals(Optional.of("a"), tokens.find(A));
        tokens.remember(C, "c");

        assertEquals(Optional.of("a"), tokens.find(A));
        assertEquals(Optional.empty(), tokens.find(B));
        assertEquals(Optional.of("c"), tokens.find(C));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ9.e30.AA==",
                "eyJ9.e30.AB",
                "eyJ9.e30.A*A",
                "eyJ9.e30.AA+A",
                "eyJ9.e30.AAAA ",
                "eyJ9.e30.AAAA\n",
                "eyJ9.e30=.AAAA",
                "eyJ9 .e30.AAAA",
                "eyJ9.e30",
                "eyJ9.e30.AAAA.AAAA",
                ""
            })
    void remember_leavesOutWhatIsSpelledOtherwise(String token) {
        tokens.remember(token, "a");
        assertEquals(Optional.empty(), tokens.find(token));
    }

    @Test
    void remember_leavesOutWhatIsLongerThanOursAre() {
        String longest = "eyJ9.e30." + "A".repeat(4_096 - 9 - 3);
        tokens.remember(longest, "a");
        tokens.remember(longest + "AAAA", "b");
        assertEquals(Optional.of("a"), tokens.find(longest));
        assertEquals(Optional.empty(), tokens.find(longest + "AAAA"));
    }
}
