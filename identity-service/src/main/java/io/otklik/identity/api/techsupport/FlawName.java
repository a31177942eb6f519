package io.otklik.identity.api.techsupport;

import io.otklik.edge.Messages;
import io.otklik.edge.Text;
import io.otklik.identity.account.Flaw;
import io.otklik.identity.account.NewPerson;

/** What techsupport says to each flaw, and on which field. */
final class FlawName {

    private static final Text USERNAME_CHARACTERS = new Text(
            "Введите правильное имя пользователя. Оно может содержать только буквы, цифры и знаки @/./+/-/_.",
            "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.");
    private static final Text USERNAME_TAKEN =
            new Text("Пользователь с таким именем уже существует.", "A user with that username already exists.");
    private static final Text EMAIL_INVALID =
            new Text("Введите правильный адрес электронной почты.", "Enter a valid email address.");
    private static final Text EMAIL_TAKEN = new Text(
            "Пользователь с таким адресом электронной почты уже существует.", "A user with that email already exists.");
    private static final Text PASSWORD_IS_A_NAME = new Text(
            "Пароль не должен совпадать с именем пользователя или адресом электронной почты.",
            "The password must not be the username or the email.");

    private FlawName() {}

    static String field(Flaw flaw) {
        return switch (flaw) {
            case USERNAME_TOO_SHORT, USERNAME_TOO_LONG, USERNAME_CHARACTERS, USERNAME_TAKEN -> "username";
            case EMAIL_INVALID, EMAIL_TAKEN -> "email";
            case PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_A_NAME -> "password";
        };
    }

    static Text text(Flaw flaw) {
        return switch (flaw) {
            case USERNAME_TOO_SHORT -> Messages.tooShort(Flaw.MIN_USERNAME);
            case USERNAME_TOO_LONG -> Messages.tooLong(NewPerson.MAX_USERNAME);
            case USERNAME_CHARACTERS -> USERNAME_CHARACTERS;
            case USERNAME_TAKEN -> USERNAME_TAKEN;
            case EMAIL_INVALID -> EMAIL_INVALID;
            case EMAIL_TAKEN -> EMAIL_TAKEN;
            case PASSWORD_TOO_SHORT -> Messages.tooShort(Flaw.MIN_PASSWORD);
            case PASSWORD_TOO_LONG -> Messages.tooLong(Flaw.MAX_PASSWORD);
            case PASSWORD_IS_A_NAME -> PASSWORD_IS_A_NAME;
        };
    }
}
