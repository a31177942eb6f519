/**
 * Reliable events. Out: {@link io.otklik.outbox.Outbox} appends in the caller's transaction, a relay publishes. In: {@link
 * io.otklik.outbox.EffectsConsumer} applies batches, one transaction each, and puts aside the records that cannot be applied. Beside them
 * what needs no database: {@link io.otklik.outbox.LiveStreams} tells what happens from now on, {@link io.otklik.outbox.Signals} sends what
 * may be lost.
 */
package io.otklik.outbox;
