package io.otklik.notification.socket;

import io.quarkus.websockets.next.CloseReason;

/** Why the server closes a socket. 44xx are the contract's (contracts/README.md, section 5), the others RFC 6455's. */
public enum CloseCode {
    /** What the socket was about is gone. */
    GONE(1000, "gone"),
    /** More frames a second than allowed. */
    TOO_MANY_FRAMES(1008, "too many frames"),
    /** A message of more bytes than the socket takes. */
    TOO_BIG(1009, "message too big"),
    /** Something failed here; connect again with {@code ?after=}. */
    FAILED(1011, "internal error"),
    /** The service stops; connect again with {@code ?after=}. */
    RESTARTING(1012, "service restart"),
    /** The person has too many open already, which two upgrades at once found out only afterwards. */
    TOO_MANY_SOCKETS(1013, "too many sockets"),
    /** The token expired or was revoked. */
    TOKEN_EXPIRED(4401, "token expired"),
    /** The person was blocked or lost the role that he had while it was open. */
    FORBIDDEN(4403, "forbidden"),
    /** Frames came faster than they were read; connect again with {@code ?after=}. */
    TOO_SLOW(4408, "reader too slow");

    private final CloseReason reason;

    CloseCode(int code, String words) {
        this.reason = new CloseReason(code, words);
    }

    CloseReason reason() {
        return reason;
    }
}
