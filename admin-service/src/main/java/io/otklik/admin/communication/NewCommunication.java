package io.otklik.admin.communication;

import java.util.Optional;
import java.util.Set;

/**
 * The wish for a communication. Lengths have been checked by the contract.
 *
 * @param requestId the ticket that it is about
 * @param participants ids of the colleagues whom it is for
 */
public record NewCommunication(
        String fromDepartment,
        String toDepartment,
        String subject,
        String content,
        Urgency urgency,
        Progress progress,
        Optional<Long> requestId,
        Set<Long> participants) {}
