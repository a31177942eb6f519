package io.otklik.identity.account;

/**
 * A person as Telegram describes him.
 *
 * @param username null when he has none there
 * @param firstName at most {@link ProfileEdit#MAX_NAME} characters, like {@code lastName}; null when unknown
 */
public record TelegramUser(long id, String username, String firstName, String lastName) {}
