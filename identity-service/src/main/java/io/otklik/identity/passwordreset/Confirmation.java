package io.otklik.identity.passwordreset;

/**
 * What somebody sends who opened a link.
 *
 * @param uid the person's UUID
 */
public record Confirmation(String uid, String token, String newPassword) {

    /** Never the token nor the password. */
    @Override
    public String toString() {
        return "Confirmation[" + uid + "]";
    }
}
