package org.hawiya.gateway.openid;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.records.Person;

/** What of a person goes to a relying party: what its scopes open, nothing else. */
final class ReleasedClaims {
    private ReleasedClaims() {}

    static SortedMap<String, String> of(Person person, Set<Scope> scopes) {
        Map<String, String> all =
                Map.ofEntries(
                        Map.entry("name", person.english().full()),
                        Map.entry("given_name", person.english().given()),
                        Map.entry("family_name", person.english().family()),
                        Map.entry("name#ar", person.arabic().full()),
                        Map.entry("given_name#ar", person.arabic().given()),
                        Map.entry("family_name#ar", person.arabic().family()),
                        Map.entry("identity_number", person.identityNumber()),
                        Map.entry("birthdate", person.birthDate().toString()),
                        Map.entry("nationality", person.nationality()));
        var released = new TreeMap<String, String>();
        for (Scope scope : scopes) {
            for (String claim : scope.claims()) {
                String value = all.get(claim);
                if (value != null) {
                    released.put(claim, value);
                }
            }
        }
        return released;
    }
}
