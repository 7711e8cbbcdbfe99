package org.hawiya.gateway.front;

import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Language and direction of writing, for every page. */
@ControllerAdvice(annotations = Controller.class)
class PageFrame {

    @ModelAttribute
    void frame(Model model, Locale locale) {
        boolean arabic = locale.getLanguage().equals(Languages.ARABIC.getLanguage());
        model.addAttribute("lang", arabic ? "ar" : "en");
        model.addAttribute("dir", arabic ? "rtl" : "ltr");
        model.addAttribute("otherLang", arabic ? "en" : "ar");
    }
}
