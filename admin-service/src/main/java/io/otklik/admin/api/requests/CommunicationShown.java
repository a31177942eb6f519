package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.communication.Communication;
import io.otklik.admin.communication.Progress;
import io.otklik.admin.communication.Urgency;
import io.otklik.events.PersonState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A communication (customer-requests.md, {@code InternalCommunication}). */
@Schema(name = "Communication")
record CommunicationShown(
        @Schema(example = "8") long id,

        @Schema(description = "The id of a customer's request", example = "12", nullable = true)
        Long request,

        @JsonProperty("from_department") @Schema(example = "Поддержка")
        String fromDepartment,

        @JsonProperty("to_department") @Schema(example = "Склад")
        String toDepartment,

        @Schema(example = "Где заказ 1045?") String subject,
        @Schema(example = "Клиент ждёт с понедельника.") String content,

        @Schema(enumeration = {"low", "medium", "high"}) String priority,

        @Schema(enumeration = {"pending", "read", "replied"})
        String status,

        UserShown sender,
        List<UserShown> participants,
        @JsonProperty("created_at") Instant createdAt) {

    static final Map<String, Urgency> PRIORITIES = priorities();
    static final Map<String, Progress> STATUSES = statuses();

    static CommunicationShown of(Communication communication, Map<Long, PersonState> known) {
        return new CommunicationShown(
                communication.id(),
                communication.requestId(),
                communication.fromDepartment(),
                communication.toDepartment(),
                communication.subject(),
                communication.content(),
                name(communication.urgency()),
                name(communication.progress()),
                UserShown.of(communication.senderId(), known),
                UserShown.all(communication.participants(), known),
                communication.createdAt());
    }

    private static String name(Urgency urgency) {
        return switch (urgency) {
            case LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
        };
    }

    private static String name(Progress progress) {
        return switch (progress) {
            case PENDING -> "pending";
            case READ -> "read";
            case REPLIED -> "replied";
        };
    }

    private static Map<String, Urgency> priorities() {
        Map<String, Urgency> priorities = new LinkedHashMap<>();
        for (Urgency urgency : Urgency.values()) {
            priorities.put(name(urgency), urgency);
        }
        return priorities;
    }

    private static Map<String, Progress> statuses() {
        Map<String, Progress> statuses = new LinkedHashMap<>();
        for (Progress progress : Progress.values()) {
            statuses.put(name(progress), progress);
        }
        return statuses;
    }
}
