package io.otklik.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the suite needs to know of the Kafka cluster; how to reach it is {@code kafka.bootstrap.servers} and the other {@code kafka.*}. */
@ConfigMapping(prefix = "otklik.kafka")
interface KafkaConfig {

    /** Whether topics that are missing are created. When not, an operator creates them, and the log says which are missing. */
    @WithDefault("true")
    boolean createTopics();

    /** Replicas of each topic that is created. With three or more, two must have a record before it is acknowledged. */
    @WithDefault("1")
    short replicationFactor();
}
