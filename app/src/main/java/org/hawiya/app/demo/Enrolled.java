package org.hawiya.app.demo;

/** A player who has an identity now. */
record Enrolled(int index, Player player, Biography biography, String identityNumber) {}
