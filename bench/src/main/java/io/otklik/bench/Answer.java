package io.otklik.bench;

import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the suite answered. */
record Answer(int status, MultiMap headers, Buffer body) {

    static boolean succeeded(AsyncResult<Answer> answer) {
        return answer.succeeded() && answer.result().succeeded();
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    JsonObject object() {
        return required().toJsonObject();
    }

    JsonArray array() {
        return required().toJsonArray();
    }

    private Buffer required() {
        if (!succeeded()) {
            throw new BenchFailed("The suite answered " + status + ": " + body);
        }
        return body;
    }
}
