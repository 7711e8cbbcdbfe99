package org.hawiya.enrollment.desk;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the desk knows. */
@ControllerAdvice(basePackageClasses = DeskAdvice.class)
class DeskAdvice {

    @ModelAttribute("signedIn")
    @Nullable SignedIn signedIn(HttpServletRequest request) {
        return SignedIn.of(request);
    }
}
