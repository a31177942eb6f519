package io.otklik.standalone;

/** What the services cannot start without: their databases. For the broker and the mail they wait by themselves. */
final class Ground {
    private final StatusBoard board;
    private volatile boolean laid;

    Ground(StatusBoard board) {
        this.board = board;
    }

    /** Stays true once it was: whoever starts while PostgreSQL is away later tries until it is back. */
    boolean laid() {
        laid |= board.stateOf(Part.POSTGRES) == PartState.READY;
        return laid;
    }
}
