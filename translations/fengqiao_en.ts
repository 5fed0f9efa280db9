<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Appraisals</name>
    <message numerus="yes">
        <source>%n case(s), weight %1 of %2</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueBadge</name>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <comment>badge of a deadline that has passed</comment>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <comment>badge of a deadline</comment>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormHelp</name>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>%n matter</numerusform>
            <numerusform>%n matters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridChecks</name>
    <message numerus="yes">
        <source>%n finding(s): %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n finding(s) of this kind</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridReform</name>
    <message numerus="yes">
        <source>No part keeps the code, so %n person(s) must be appointed anew.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) of the grids that went must be appointed anew.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Grids</name>
    <message numerus="yes">
        <source>%n person(s) left their posts with this grid.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grid(s) stand under %1; move or retire them first.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n lie in no grid.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n may repeat an earlier event; the list shows the hint.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more warnings of that kind.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Issues</name>
    <message numerus="yes">
        <source>%n of the rows behind it were entered later</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the rows behind it were changed later</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n figure(s) computed anew, all as frozen; the hash is the same.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n figure(s) would be different today; the issue keeps what was frozen.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is about %n whole month(s), and %2 is not that.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n figure(s) do not follow from the rows as they stood when it was frozen.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message numerus="yes">
        <source>[text of %n character(s)]</source>
        <comment>stands for a text that is masked</comment>
        <translation>
            <numerusform>[text of %n character]</numerusform>
            <numerusform>[text of %n characters]</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatterLook</name>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <comment>on a small card</comment>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>left, on a small card</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MediatorBoard</name>
    <message numerus="yes">
        <source>%n relations</source>
        <translation>
            <numerusform>%n relation</numerusform>
            <numerusform>%n relations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matters</source>
        <translation>
            <numerusform>%n matter</numerusform>
            <numerusform>%n matters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions this week</source>
        <translation>
            <numerusform>%n session this week</numerusform>
            <numerusform>%n sessions this week</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n declared relations</source>
        <translation>
            <numerusform>%n declared relation</numerusform>
            <numerusform>%n declared relations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MediatorsWork</name>
    <message numerus="yes">
        <source>%1 % of %n case(s), 95 % interval %2: shown, not scored</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message numerus="yes">
        <source>%n instalment(s) are not performed.</source>
        <translation>
            <numerusform>%n instalment is not performed.</numerusform>
            <numerusform>%n instalments are not performed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At this level %n round(s) are visited and all are done; the matter can be written off.</source>
        <translation>
            <numerusform>At this level there is %n follow-up round and it is done; the matter can be written off.</numerusform>
            <numerusform>At this level there are %n follow-up rounds and all are done; the matter can be written off.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message numerus="yes">
        <source>%n stored file(s) belong to no record.</source>
        <translation>
            <numerusform>%n stored file belongs to no record.</numerusform>
            <numerusform>%n stored files belong to no record.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>%n matter</numerusform>
            <numerusform>%n matters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message numerus="yes">
        <source>%1 and others, %n person(s)</source>
        <comment>name and head-count</comment>
        <translation>
            <numerusform>%1, %n person</numerusform>
            <numerusform>%1 and others, %n persons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>how long somebody waits</comment>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message numerus="yes">
        <source>%n sessions this week</source>
        <translation>
            <numerusform>%n session this week</numerusform>
            <numerusform>%n sessions this week</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleStore</name>
    <message numerus="yes">
        <source>The rule tables have %n fault(s); nothing was loaded:</source>
        <translation>
            <numerusform>The rule tables have %n fault; nothing was loaded:</numerusform>
            <numerusform>The rule tables have %n faults; nothing was loaded:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message numerus="yes">
        <source>%n record(s) of this desk differed from the server&apos;s and were fetched anew. If this happens again, tell who looks after the server.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitDetails</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n persons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message numerus="yes">
        <source>and %n more rooms</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 — %2 and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Entries from everywhere within %n days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WarningBoardPanel</name>
    <message numerus="yes">
        <source>%n day(s) past review</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>review in %n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WhistleBoard</name>
    <message numerus="yes">
        <source>%n minute(s) over</source>
        <translation>
            <numerusform>%n minute over</numerusform>
            <numerusform>%n minutes over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) over</source>
        <translation>
            <numerusform>%n hour over</numerusform>
            <numerusform>%n hours over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>%n day over</numerusform>
            <numerusform>%n days over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>%n hour left</numerusform>
            <numerusform>%n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) over</source>
        <translation>
            <numerusform>%n working day over</numerusform>
            <numerusform>%n working days over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::AppraisalPanel</name>
    <message numerus="yes">
        <source>%n mediator(s) were appraised.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The sheet holds %n line(s), %1 yuan together.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::BoardColumnView</name>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>%n matter</numerusform>
            <numerusform>%n matters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::CountStrip</name>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <comment>visits of today</comment>
        <translation>
            <numerusform>%n batch</numerusform>
            <numerusform>%n batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person-time(s)</source>
        <comment>people of today&apos;s visits</comment>
        <translation>
            <numerusform>%n person-time</numerusform>
            <numerusform>%n person-times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::DocumentPreview</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::DossierDialog</name>
    <message numerus="yes">
        <source>Laying out %n paper(s)…</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::EventListPanel</name>
    <message numerus="yes">
        <source>last %n day(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::ExportDialog</name>
    <message numerus="yes">
        <source>%n row(s) were written to %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::FigureTilesPanel</name>
    <message numerus="yes">
        <source>%n figure(s) cannot be asked for by these filters and are left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::GridMapLayers</name>
    <message numerus="yes">
        <source>%n generated border(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n household(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vacant</source>
        <comment>posts</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in hand</source>
        <comment>events</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::GridPage</name>
    <message numerus="yes">
        <source>%n vacant</source>
        <comment>posts</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::GridPosts</name>
    <message numerus="yes">
        <source>and %n more before</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::GridTreeModel</name>
    <message numerus="yes">
        <source>%n household(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::GridTreePanel</name>
    <message numerus="yes">
        <source>%n grid(s) found</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grid(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vacant</source>
        <comment>posts</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <comment>events</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::HandoverSheetDialog</name>
    <message numerus="yes">
        <source>and %n more; the list of work shows them.</source>
        <translation>
            <numerusform>and %n more; the list of work shows it.</numerusform>
            <numerusform>and %n more; the list of work shows them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::ImportDialog</name>
    <message numerus="yes">
        <source>%n features</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::JoinPage</name>
    <message numerus="yes">
        <source>about %n seconds left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::MapPanel</name>
    <message numerus="yes">
        <source>and %n more; the list has them all</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::PapersSection</name>
    <message numerus="yes">
        <source>%n paper(s) are missing</source>
        <translation>
            <numerusform>%n paper is missing</numerusform>
            <numerusform>%n papers are missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::RailButton</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>beside a perspective of the rail</comment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::ReconciliationPanel</name>
    <message numerus="yes">
        <source>%n declared figure(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mismatch(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s) taken</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n known already</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::RoomCalendarGrid</name>
    <message numerus="yes">
        <source>%n take part</source>
        <translation>
            <numerusform>%n takes part</numerusform>
            <numerusform>%n take part</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seats</source>
        <translation>
            <numerusform>%n seat</numerusform>
            <numerusform>%n seats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::RowsBehindPanel</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::StatusStrip</name>
    <message numerus="yes">
        <source>%n emergencies running</source>
        <translation>
            <numerusform>%n emergency running</numerusform>
            <numerusform>%n emergencies running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes kept for the server</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::SyncPanel</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::Tour</name>
    <message numerus="yes">
        <source>The scenario was played; all %n expectations are met.</source>
        <translation>
            <numerusform>The scenario was played; the one expectation is met (%n).</numerusform>
            <numerusform>The scenario was played; all %n expectations are met.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The scenario was played with %n faults.</source>
        <translation>
            <numerusform>The scenario was played with %n fault.</numerusform>
            <numerusform>The scenario was played with %n faults.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::VanDialog</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation type="unfinished">
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachments, %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes are in %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes did not fit: write the next file after this one&apos;s receipt.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes of this desk went to the server.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows came from the server.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes were not taken; they stand on the page of this desk.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachments of this desk are on the server now.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes still wait: write the next van file.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::VisitPage</name>
    <message numerus="yes">
        <source>%1 and others, %n person(s)</source>
        <comment>name and head-count</comment>
        <translation>
            <numerusform>%1, %n person</numerusform>
            <numerusform>%1 and others, %n persons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::VisitorSearch</name>
    <message numerus="yes">
        <source>%n earlier matter(s)</source>
        <translation>
            <numerusform>%n earlier matter</numerusform>
            <numerusform>%n earlier matters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n earlier visit(s)</source>
        <translation>
            <numerusform>%n earlier visit</numerusform>
            <numerusform>%n earlier visits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::WarningAlerts</name>
    <message numerus="yes">
        <source>%1: %n warning(s)</source>
        <comment>level and how many are new or rose</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::WarningBoardPanel</name>
    <message numerus="yes">
        <source>%n to confirm</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n past review</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new suggestion(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) lapsed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
