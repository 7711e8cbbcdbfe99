package org.hawiya.engine.template;

/** What happens to the ridge at a minutia. */
public enum MinutiaType {
    ENDING,
    BIFURCATION
}
