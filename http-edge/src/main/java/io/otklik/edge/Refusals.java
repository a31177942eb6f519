package io.otklik.edge;

import java.util.Optional;

/**
 * How one contract renders what the features refuse. Each {@code api/<contract>} package of a service has one such bean;
 * {@link ProblemMappers} asks the one of the request's contract.
 */
public interface Refusals {

    Contract contract();

    /** The problem that this contract shows for a feature's refusal; empty when it is none. */
    Optional<Problem> problem(Throwable refusal);
}
