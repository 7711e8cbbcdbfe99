package org.hawiya.app.demo;

import java.util.List;

/** The people the story is about, in the order they come to the centre. */
interface Cast {
    List<Player> players();
}
