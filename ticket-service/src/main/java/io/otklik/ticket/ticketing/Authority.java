package io.otklik.ticket.ticketing;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;

/** Who may change a ticket. It is judged under the ticket's lock. */
public enum Authority {
    /** All staff, and the requester himself. Others do not see the ticket. */
    STAFF_OR_REQUESTER {
        @Override
        TicketRefused.Reason objection(TicketSnapshot ticket, PersonState by) {
            return by.role().isStaff() || ticket.requesterId() == by.id() ? null : TicketRefused.Reason.NOT_FOUND;
        }
    },
    /** Staff for open tickets and those that they are assigned to; administrators always (customer-requests.md, CanManageRequest). */
    RESPONSIBLE_STAFF {
        @Override
        TicketRefused.Reason objection(TicketSnapshot ticket, PersonState by) {
            boolean responsible = by.role() == Role.ADMIN
                    || ticket.status() == TicketStatus.OPEN
                    || ticket.assigneeId() != null && ticket.assigneeId() == by.id();
            return by.role().isStaff() && responsible ? null : TicketRefused.Reason.NOT_YOURS;
        }
    };

    /** Why the person may not; null when he may. */
    abstract TicketRefused.Reason objection(TicketSnapshot ticket, PersonState by);

    final void require(TicketSnapshot ticket, PersonState by) {
        TicketRefused.Reason objection = objection(ticket, by);
        if (objection != null) {
            throw new TicketRefused(objection, ticket.id());
        }
    }
}
