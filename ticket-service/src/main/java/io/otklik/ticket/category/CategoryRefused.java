package io.otklik.ticket.category;

import io.otklik.edge.Text;

/** What the categories refuse. */
public final class CategoryRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What NEEDED says in the contracts that change categories. */
    public static final Text GENERAL_STAYS = new Text(
            "Эту категорию нельзя удалить или отключить: в неё попадают обращения без категории.",
            "This category cannot be deleted or made inactive: tickets without a category go there.");

    public enum Reason {
        /** There is no such category to change. */
        NOT_FOUND,
        /** A new ticket may not have it, or a filter names one that is not there. */
        NOT_USABLE,
        /** Another category that is not deleted has the name. */
        NAME_TAKEN,
        /** It is `general`, which tickets without a category get: it can neither be deleted nor made inactive. */
        NEEDED
    }

    private final Reason reason;
    private final long id;

    public CategoryRefused(Reason reason, long id) {
        super("Category " + id + ": " + reason, null, false, false);
        this.reason = reason;
        this.id = id;
    }

    public Reason reason() {
        return reason;
    }

    /** The category that was meant; 0 when it is a new one. */
    public long id() {
        return id;
    }
}
