package io.otklik.notification.worklist;

/** How a contract writes news on its agents' sockets. */
@FunctionalInterface
public interface WorklistFrames {

    /**
     * The text frame.
     *
     * @param data the ticket, or the message, as JSON in the contract's shape
     */
    String frame(News news, String data);
}
