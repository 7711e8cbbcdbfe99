package org.hawiya.gateway.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Pages that belong to no login. */
@Controller
class PlainPages {

    @GetMapping("/")
    String start() {
        return "start";
    }

    /** What to do when a card is lost or stolen. */
    @GetMapping("/lost-card")
    String lostCard() {
        return "lost-card";
    }
}
