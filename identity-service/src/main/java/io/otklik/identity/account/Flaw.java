package io.otklik.identity.account;

import io.otklik.edge.Messages;
import io.otklik.edge.Text;
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

    private static final Text CHARACTERS = new Text(
            "Введите правильное имя пользователя. Оно может содержать только буквы, цифры и знаки @/./+/-/_.",
            "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.");
    private static final Text NAME_TAKEN =
            new Text("Пользователь с таким именем уже существует.", "A user with that username already exists.");
    private static final Text NO_EMAIL =
            new Text("Введите правильный адрес электронной почты.", "Enter a valid email address.");
    private static final Text ADDRESS_TAKEN = new Text(
            "Пользователь с таким адресом электронной почты уже существует.", "A user with that email already exists.");
    private static final Text NAME_AS_PASSWORD = new Text(
            "Пароль не должен совпадать с именем пользователя или адресом электронной почты.",
            "The password must not be the username or the email.");

    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}@.+_-]+");

    /** The field at fault, which has the same name in every contract. */
    public String field() {
        return switch (this) {
            case USERNAME_TOO_SHORT, USERNAME_TOO_LONG, USERNAME_CHARACTERS, USERNAME_TAKEN -> "username";
            case EMAIL_INVALID, EMAIL_TAKEN -> "email";
            case PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_A_NAME -> "password";
        };
    }

    /** What every contract says to it. */
    public Text text() {
        return switch (this) {
            case USERNAME_TOO_SHORT -> Messages.tooShort(MIN_USERNAME);
            case USERNAME_TOO_LONG -> Messages.tooLong(NewPerson.MAX_USERNAME);
            case USERNAME_CHARACTERS -> CHARACTERS;
            case USERNAME_TAKEN -> NAME_TAKEN;
            case EMAIL_INVALID -> NO_EMAIL;
            case EMAIL_TAKEN -> ADDRESS_TAKEN;
            case PASSWORD_TOO_SHORT -> Messages.tooShort(MIN_PASSWORD);
            case PASSWORD_TOO_LONG -> Messages.tooLong(MAX_PASSWORD);
            case PASSWORD_IS_A_NAME -> NAME_AS_PASSWORD;
        };
    }

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

    /** What is wrong with a username as such. */
    public static Set<Flaw> ofUsername(String username) {
        return visible(new NewPerson(username, null, null));
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
