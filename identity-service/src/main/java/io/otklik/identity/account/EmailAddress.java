package io.otklik.identity.account;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * Which e-mail addresses we take: those that Django's EmailValidator takes, less the quoted local parts and the address
 * literals, which nobody has. hibernate-validator would take {@code user@host}, commons-validator knows top-level
 * domains by a list that grows old; neither is worth its start-up time here.
 */
final class EmailAddress {

    private static final int MAX_LOCAL_PART = 64;
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");

    private EmailAddress() {}

    /** Whether mail could be sent there: one at sign, a dot-atom before it, a domain of two labels or more after it. */
    static boolean isValid(String email) {
        int at = email.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_PART || email.length() > NewPerson.MAX_EMAIL) {
            return false;
        }
        return LOCAL_PART.matcher(email.substring(0, at)).matches() && isDomain(email.substring(at + 1));
    }

    /**
     * The domain as the DNS knows it: {@code münchen.de} and {@code xn--mnchen-3ya.de} are one. By IDNA 2003, which is what the
     * JDK speaks, {@code straße.de} is {@code strasse.de}. What is no domain stays as it is.
     */
    static String asciiDomain(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException notADomain) {
            return domain;
        }
    }

    private static boolean isDomain(String domain) {
        return DOMAIN.matcher(asciiDomain(domain)).matches();
    }
}
