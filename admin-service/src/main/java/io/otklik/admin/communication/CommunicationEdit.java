package io.otklik.admin.communication;

import java.util.Optional;
import java.util.Set;

/**
 * What to change of a communication; what is empty stays. Lengths have been checked by the contract.
 *
 * @param requestId an empty inner value: it is about no ticket any more
 * @param participants all from now on
 */
public record CommunicationEdit(
        Optional<String> fromDepartment,
        Optional<String> toDepartment,
        Optional<String> subject,
        Optional<String> content,
        Optional<Urgency> urgency,
        Optional<Progress> progress,
        Optional<Optional<Long>> requestId,
        Optional<Set<Long>> participants) {}
