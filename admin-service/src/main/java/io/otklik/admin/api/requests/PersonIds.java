package io.otklik.admin.api.requests;

import com.fasterxml.jackson.databind.JsonNode;
import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import io.otklik.edge.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists of people's ids in bodies. */
final class PersonIds {

    /** The most people in one list: each is asked for. */
    static final int MOST = 100;

    private static final Text TOO_MANY =
            new Text("Допускается не более " + MOST + " участников.", "No more than " + MOST + " people are allowed.");

    private PersonIds() {}

    /** The ids of the field, each once; none when it is absent. */
    static Set<Long> of(Fields fields, String name) {
        List<JsonNode> sent = fields.list(name);
        if (sent.size() > MOST) {
            fields.refuse(name, TOO_MANY);
            return Set.of();
        }
        Set<Long> ids = new LinkedHashSet<>();
        for (JsonNode id : sent) {
            if (id.isIntegralNumber() && id.canConvertToLong()) {
                ids.add(id.longValue());
            } else {
                fields.refuse(name, Messages.NOT_A_NUMBER);
            }
        }
        return ids;
    }
}
