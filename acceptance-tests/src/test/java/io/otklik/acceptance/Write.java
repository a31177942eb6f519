package io.otklik.acceptance;

/**
 * A write that the suite has acknowledged, and so must keep and tell of.
 *
 * @param text a ticket's subject or a comment's text, like no other; the status that was set, as it is stored; of an assignment nobody's
 *     business
 */
record Write(Kind kind, long ticket, String text, Someone owner, Someone agent) {

    /** What was written, and who is told how (contracts/README.md, section 5). */
    enum Kind {
        /** All agents by the feed. */
        FILED("new_ticket", false),
        /** The owner by the feed. */
        ASSIGNED("assigned", false),
        /** By the agent: the owner by the feed and by mail. */
        REPLIED("new_comment", true),
        /** By the owner: the agent by the feed. */
        COMMENTED("new_comment", false),
        /** The owner by the feed and by mail. */
        STATUS("status_changed", true);

        private final String type;
        private final boolean mailed;

        Kind(String type, boolean mailed) {
            this.type = type;
            this.mailed = mailed;
        }

        /** The type of its notification. */
        String type() {
            return type;
        }

        boolean isMailed() {
            return mailed;
        }

        boolean isComment() {
            return this == REPLIED || this == COMMENTED;
        }
    }

    /** Whether the person has to find it in his feed, who is one of the run's owners or agents. */
    boolean isFor(Someone person, boolean staff) {
        return switch (kind) {
            case FILED -> staff;
            case COMMENTED -> person.id() == agent.id();
            case ASSIGNED, REPLIED, STATUS -> person.id() == owner.id();
        };
    }
}
