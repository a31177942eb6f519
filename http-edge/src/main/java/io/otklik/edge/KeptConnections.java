package io.otklik.edge;

/** Connections that a part of the suite keeps to another one between requests. */
public final class KeptConnections {

    /**
     * After so many seconds without a request one is closed. A part that stops asks for that with each answer, and goes on
     * answering for longer than this (quarkus.shutdown.delay), so that no request meets a connection that is being closed.
     */
    public static final int IDLE_SECONDS = 1;

    private KeptConnections() {}
}
