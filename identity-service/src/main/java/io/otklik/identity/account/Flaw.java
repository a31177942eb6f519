package io.otklik.identity.account;

import io.otklik.events.PersonState;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be wrong with a {@link NewPerson} (contracts/README.md, sections 2 and 3). */
public enum Flaw {
    USERNAME_TOO_SHORT,
    USERNAME_TOO_LONG,
    USERNAME_CHARACTERS,
    USERNAME_TAKEN,
    EMAIL_INVALID,
    EMAIL_TAKEN,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_IS_A_NAME;

    public static final int MIN_USERNAME = 3;
    public static final int MIN_PASSWORD = 8;
    public static final int MAX_PASSWORD = 128;

    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}@.+_-]+");

    /** All that shows without looking at other people. */
    static Set<Flaw> visible(NewPerson wish) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (wish.username() != null) {
            judgeUsername(wish.username(), flaws);
        }
        if (wish.email() != null && !EmailAddress.isValid(wish.email())) {
            flaws.add(EMAIL_INVALID);
        }
        if (wish.password() != null) {
            judgePassword(wish, flaws);
        }
        return flaws;
    }

    /** What is wrong with an e-mail address as such: EMAIL_INVALID or nothing. */
    public static Set<Flaw> ofEmail(String email) {
        return visible(new NewPerson(null, email, null));
    }

    /** What is wrong with a new password for the person: the rules are those of registering. */
    public static Set<Flaw> ofPassword(String password, PersonState person) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        judgePassword(new NewPerson(person.username(), person.email(), password), flaws);
        return flaws;
    }

    private static void judgeUsername(String username, Set<Flaw> flaws) {
        int length = length(username);
        if (length < MIN_USERNAME) {
            flaws.add(USERNAME_TOO_SHORT);
        }
        if (length > NewPerson.MAX_USERNAME) {
            flaws.add(USERNAME_TOO_LONG);
        }
        if (!USERNAME.matcher(username).matches()) {
            flaws.add(USERNAME_CHARACTERS);
        }
    }

    private static void judgePassword(NewPerson wish, Set<Flaw> flaws) {
        int length = length(wish.password());
        if (length < MIN_PASSWORD) {
            flaws.add(PASSWORD_TOO_SHORT);
        }
        if (length > MAX_PASSWORD) {
            flaws.add(PASSWORD_TOO_LONG);
        }
        String password = wish.password().strip().toLowerCase(Locale.ROOT);
        if (isName(password, wish.username()) || isName(password, wish.email())) {
            flaws.add(PASSWORD_IS_A_NAME);
        }
    }

    private static boolean isName(String password, String name) {
        return name != null && name.toLowerCase(Locale.ROOT).equals(password);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
