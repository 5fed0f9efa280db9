<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Account</name>
    <message>
        <source>What can be done with an account: %1.</source>
        <translation>账户可进行的操作：%1。</translation>
    </message>
    <message>
        <source>Done: %1 %2.</source>
        <translation>已完成：%1 %2。</translation>
    </message>
    <message>
        <source>Accounts and roles; what one person requests another approves.</source>
        <translation>账户与角色；一人申请，另一人批准。</translation>
    </message>
    <message>
        <source>The person&apos;s name.</source>
        <translation>人员姓名。</translation>
    </message>
    <message>
        <source>Roles, separated by commas.</source>
        <translation>角色，以逗号分隔。</translation>
    </message>
    <message>
        <source>Division code the account works for (default: the county).</source>
        <translation>账户所属区划代码（默认：本县）。</translation>
    </message>
    <message>
        <source>Approve new roles without a new password.</source>
        <translation>批准新角色，不设新密码。</translation>
    </message>
    <message>
        <source>File whose first line is the account&apos;s new password.</source>
        <translation>首行为该账户新密码的文件。</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>%1 is the last active account with the role %2; nothing was changed.</source>
        <translation>%1 是最后一个具有角色 %2 的有效账户，未作任何更改。</translation>
    </message>
    <message>
        <source>There is an account &quot;%1&quot; already; choose another login.</source>
        <translation>已有账户“%1”，请换一个登录名。</translation>
    </message>
    <message>
        <source>Nobody requested anything for &quot;%1&quot;; there is nothing to approve.</source>
        <translation>“%1”没有待批准的申请。</translation>
    </message>
    <message>
        <source>Whoever requested an account may not approve it; nothing was changed.</source>
        <translation>申请人不能批准自己申请的账户，未作任何更改。</translation>
    </message>
    <message>
        <source>New roles take two persons: the administrator or the director requests them, the security administrator approves. Nothing was changed.</source>
        <translation>授予角色须由两人办理：系统管理员或主任申请，安全管理员批准。未作任何更改。</translation>
    </message>
    <message>
        <source>A login has 1 to 40 letters, digits, dots, lines or hyphens and is not &quot;recovery&quot;.</source>
        <translation>登录名为 1 至 40 个字母、数字、点、下划线或连字符，且不能是“recovery”。</translation>
    </message>
    <message>
        <source>An account needs at least one role.</source>
        <translation>账户至少须有一个角色。</translation>
    </message>
    <message>
        <source>There is no role &quot;%1&quot;.</source>
        <translation>没有角色“%1”。</translation>
    </message>
    <message>
        <source>System administration, security and audit are three separate persons, and none of them handles cases: %1 cannot be one account. Nothing was changed.</source>
        <translation>系统管理、安全管理、审计须由三人分任，且均不办理事项：%1 不能归于同一账户。未作任何更改。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>The key &quot;%1&quot; was used before for another action or other data; nothing was done.</source>
        <translation>标识“%1”已用于其他操作或其他数据，未执行。</translation>
    </message>
    <message>
        <source>The action &quot;%1&quot; calls itself without end; nothing was done.</source>
        <translation>操作“%1”循环调用自身，未执行。</translation>
    </message>
    <message>
        <source>The record that &quot;%1&quot; is about must be named (rule %2).</source>
        <translation>须指明“%1”所针对的记录（规则 %2）。</translation>
    </message>
    <message>
        <source>There is no account &quot;%1&quot; in this file.</source>
        <translation>本文件中没有账户“%1”。</translation>
    </message>
    <message>
        <source>The account &quot;%1&quot; is not active: it was disabled, or nobody approved it yet.</source>
        <translation>账户“%1”未启用：已停用或尚未批准。</translation>
    </message>
    <message>
        <source>The account that is signed in is not in this file any more.</source>
        <translation>当前登录的账户已不在本文件中。</translation>
    </message>
</context>
<context>
    <name>Apply</name>
    <message>
        <source>&quot;%1&quot; must be a text of at most 200 characters.</source>
        <translation>“%1”须为不超过 200 字的文字。</translation>
    </message>
    <message>
        <source>A line has no field &quot;%1&quot;.</source>
        <translation>每行中没有“%1”这一栏。</translation>
    </message>
    <message>
        <source>The line names no action.</source>
        <translation>该行未写明操作。</translation>
    </message>
    <message>
        <source>&quot;data&quot; must be an object.</source>
        <translation>“data”须为对象。</translation>
    </message>
    <message>
        <source>The line is longer than %1 bytes.</source>
        <translation>该行超过 %1 字节。</translation>
    </message>
    <message>
        <source>The line is not UTF-8 text.</source>
        <translation>该行不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The line is not JSON: %1 at character %2.</source>
        <translation>该行不是 JSON：%1，位于第 %2 个字符。</translation>
    </message>
    <message>
        <source>The line is not a JSON object.</source>
        <translation>该行不是 JSON 对象。</translation>
    </message>
</context>
<context>
    <name>Appraisals</name>
    <message>
        <source>This account is not one of the mediators; nothing was computed.</source>
        <translation>该账户不是调解员；未作计算。</translation>
    </message>
    <message>
        <source>This mediator is not of your area; nothing was computed.</source>
        <translation>该调解员不在您的辖区；未作计算。</translation>
    </message>
    <message>
        <source>This month of this mediator is appraised already; an objection that is upheld computes it anew.</source>
        <translation>该调解员本月已考评；异议成立的将重新计算。</translation>
    </message>
    <message>
        <source>A month is written like 2026-09; nothing was computed.</source>
        <translation>月份应写作 2026-09；未作计算。</translation>
    </message>
    <message>
        <source>%1 is not over yet; its figures still change.</source>
        <translation>%1 尚未结束，数据仍会变化。</translation>
    </message>
    <message>
        <source>The sheet of %1 stands already; it must be returned before it is computed anew.</source>
        <translation>%1 的补贴表已存在；须先退回才能重新计算。</translation>
    </message>
    <message>
        <source>Nothing is due for %1: no reviewed dossier waits to be paid.</source>
        <translation>%1 没有应发补贴：没有已评查而待发的卷宗。</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s), weight %1 of %2</source>
        <translation>
            <numerusform>%n件，权重%1，满分需%2</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>so many of so many</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 to judge by, %2 are needed: its points go to the others</source>
        <translation>可评%1件，需%2件；其分值并入其他各项</translation>
    </message>
</context>
<context>
    <name>AreaWarnings</name>
    <message>
        <source>There is no grid %1 in force; nothing was written.</source>
        <translation>没有在用的网格 %1；未作任何改动。</translation>
    </message>
    <message>
        <source>This county has no village or town %1; nothing was written.</source>
        <translation>本县没有编码为 %1 的村（社区）或乡镇；未作任何改动。</translation>
    </message>
    <message>
        <source>%1 is not in your area; nothing was written.</source>
        <translation>%1 不在您的辖区内；未作任何改动。</translation>
    </message>
    <message>
        <source>A warning of this place is open already; confirm, raise, lower or renew that one.</source>
        <translation>该地点已有未解除的预警，请在原预警上确认、上调、下调或延续。</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>The name of a file holds no folders and no control characters; nothing was attached.</source>
        <translation>文件名不得含文件夹路径或控制字符，未添加附件。请更正文件名。</translation>
    </message>
    <message>
        <source>The file is empty; it was not taken.</source>
        <translation>该文件为空，未添加。请核对后重新选择。</translation>
    </message>
    <message>
        <source>The file is larger than %1 MB; it was not taken.</source>
        <translation>该文件超过 %1 MB，未添加。请缩小后重新添加。</translation>
    </message>
    <message>
        <source>A file of this kind (%1) is not taken. Possible are: %2. A photo in another format may tell the place where it was taken: please save it as JPEG.</source>
        <translation>不能添加此类文件（%1），未添加。可以添加：%2。其他格式的照片可能带有拍摄地点，请另存为 JPEG 后添加。</translation>
    </message>
    <message>
        <source>The name of the file does not fit its content (%1); it was not taken.</source>
        <translation>文件名与内容（%1）不符，未添加。请更正文件名后重新添加。</translation>
    </message>
    <message>
        <source>There is no file %1, or it cannot be read; nothing was attached.</source>
        <translation>没有文件 %1，或该文件无法读取，未添加附件。请核对文件名和位置。</translation>
    </message>
    <message>
        <source>The file %1 could not be read to its end; it was not taken.</source>
        <translation>文件 %1 未能完整读取，未添加。请重新复制该文件后再添加。</translation>
    </message>
    <message>
        <source>Signatures are not attached but signed with; nothing was attached.</source>
        <translation>签名不作为附件添加，未添加附件。请在文书中签署。</translation>
    </message>
    <message>
        <source>The file still tells the place where it was made; nothing was attached.</source>
        <translation>该文件仍带有拍摄或录制地点，未添加附件。请去除地点信息后再添加。</translation>
    </message>
    <message>
        <source>This file is attached to the matter already; nothing was changed.</source>
        <translation>该文件已是本事项的附件，未作任何更改。</translation>
    </message>
    <message>
        <source>There is no attachment &quot;%1&quot;, or its content is not open to you.</source>
        <translation>没有附件“%1”，或您无权查看其内容。</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Row %1 of the audit log is missing.</source>
        <translation>审计日志第 %1 行缺失。</translation>
    </message>
    <message>
        <source>Row %1 of the audit log was inserted.</source>
        <translation>审计日志第 %1 行系事后插入。</translation>
    </message>
    <message>
        <source>Row %1 of the audit log does not follow the row before it.</source>
        <translation>审计日志第 %1 行与上一行不衔接。</translation>
    </message>
    <message>
        <source>Row %1 of the audit log was changed.</source>
        <translation>审计日志第 %1 行已被改动。</translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>%1 cannot be written: %2. Nothing was replaced.</source>
        <translation>%1 无法写入：%2。未替换任何文件。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 无法读取：%2。</translation>
    </message>
    <message>
        <source>Only an administrator may make a backup.</source>
        <translation>只有系统管理员可以备份。</translation>
    </message>
    <message>
        <source>%1 exists; it was not touched.</source>
        <translation>%1 已存在，未作改动。</translation>
    </message>
    <message>
        <source>%1 is missing or cannot be read, so the backup cannot be proven. Nothing was replaced.</source>
        <translation>%1 缺失或无法读取，不能验证备份。未替换任何文件。</translation>
    </message>
    <message>
        <source>The backup holds %1 rows of %2, its manifest says %3. Nothing was replaced.</source>
        <translation>备份中有 %1 行 %2，清单所列为 %3 行。未替换任何文件。</translation>
    </message>
    <message>
        <source>The backup has a fault: %1 Nothing was replaced.</source>
        <translation>备份有误：%1未替换任何文件。</translation>
    </message>
    <message>
        <source>the old file cannot be moved aside</source>
        <translation>原文件无法移开</translation>
    </message>
</context>
<context>
    <name>Blobs</name>
    <message>
        <source>The file is larger than %1 MB; it was not taken.</source>
        <translation>该文件超过 %1 MB，未存入。请缩小后重试。</translation>
    </message>
    <message>
        <source>The file ended before its end: it was cut off or cannot be read. It was not taken.</source>
        <translation>该文件不完整：已被截断或无法读取，未存入。请重新复制后再试。</translation>
    </message>
    <message>
        <source>The content of the file is not what it was said to be. It was not taken.</source>
        <translation>文件内容与校验值不符，未存入。请核对后重试。</translation>
    </message>
    <message>
        <source>The file is empty; it was not taken.</source>
        <translation>该文件为空，未存入。请核对后重新选择。</translation>
    </message>
    <message>
        <source>The content of this file is not on this desk.</source>
        <translation>本机没有该文件的内容。</translation>
    </message>
    <message>
        <source>The file could not be written: %1.</source>
        <translation>文件无法写入：%1。</translation>
    </message>
    <message>
        <source>The content of this file is damaged: it is not what was attached.</source>
        <translation>该文件内容已损坏，与添加时不一致。</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>No room yet</source>
        <translation>未定调解室</translation>
    </message>
</context>
<context>
    <name>Boards</name>
    <message>
        <source>Warnings of matters are not open to this account (permission matter.read).</source>
        <translation>本账户无权查看事项预警（权限 matter.read）。</translation>
    </message>
    <message>
        <source>--limit takes a whole number from 1 on.</source>
        <translation>--limit 须为 1 以上的整数。</translation>
    </message>
    <message>
        <source>--month takes a month such as 2026-09.</source>
        <translation>--month 须为 2026-09 形式的月份。</translation>
    </message>
    <message>
        <source>Appraisals are not open to this account (permission work.read).</source>
        <translation>本账户无权查看考评（权限 work.read）。</translation>
    </message>
    <message>
        <source>The warning board: open and suggested warnings by level, and the counts of outside schemes under their own names.</source>
        <translation>预警看板：按等级列出未解除和建议的预警，以及外部方案的统计（保留其名称）。</translation>
    </message>
    <message>
        <source>Only cases that a leader must lead and nobody leads.</source>
        <translation>只列须领导包案而尚未包案的事项。</translation>
    </message>
    <message>
        <source>Cards of a level at most (default 100).</source>
        <translation>每个等级最多列出的条数（默认 100）。</translation>
    </message>
    <message>
        <source>Appraisals of mediators and sheets of case subsidies of a month, by name.</source>
        <translation>某月调解员考评和以案定补表，按姓名排列。</translation>
    </message>
    <message>
        <source>The month.</source>
        <translation>月份。</translation>
    </message>
    <message>
        <source>The safety index of an area and a month, with every item, its weight and the formula.</source>
        <translation>某区划某月的平安指数，列出各项、权重和公式。</translation>
    </message>
    <message>
        <source>Division (default: all that the account may see).</source>
        <translation>区划（默认为本账户可见的全部）。</translation>
    </message>
</context>
<context>
    <name>Border</name>
    <message>
        <source>Longitude and latitude of the border are swapped: longitude comes first.</source>
        <translation>边界的经度和纬度颠倒：应先写经度。</translation>
    </message>
    <message>
        <source>The border is not in degrees (%1, %2): a file in metres must name its coordinate system.</source>
        <translation>边界不是以度为单位（%1, %2）：以米为单位的文件须注明坐标系。</translation>
    </message>
    <message>
        <source>The border lies at %1, %2, outside the county.</source>
        <translation>边界位于 %1, %2，不在本县范围内。</translation>
    </message>
    <message>
        <source>A ring of the border has no area.</source>
        <translation>边界中有一环没有面积。</translation>
    </message>
    <message>
        <source>A hole of the border lies outside it, or in another hole.</source>
        <translation>边界中的孔洞位于边界之外，或位于另一孔洞之内。</translation>
    </message>
    <message>
        <source>The border crosses itself.</source>
        <translation>边界自相交叉。</translation>
    </message>
    <message>
        <source>The place: %1, %2.</source>
        <translation>位置：%1, %2。</translation>
    </message>
    <message>
        <source>The border lies some hundred metres beside the county&apos;s outline, and would fit if it were in %1: check the datum.</source>
        <translation>边界与县界偏离数百米，按 %1 坐标系则相符：请核对坐标系。</translation>
    </message>
    <message>
        <source>%1 square metres of the border lie outside the outline.</source>
        <translation>边界有 %1 平方米超出轮廓。</translation>
    </message>
    <message>
        <source>The border is empty.</source>
        <translation>边界为空。</translation>
    </message>
    <message>
        <source>The border has %1 vertices, more than %2. Simplify it before it is stored.</source>
        <translation>边界有 %1 个顶点，超过 %2 个。请简化后再保存。</translation>
    </message>
    <message>
        <source>A coordinate of the border is no number.</source>
        <translation>边界中有坐标不是数字。</translation>
    </message>
    <message>
        <source>A ring of the border has fewer than three different points.</source>
        <translation>边界中有一环的不同点少于三个。</translation>
    </message>
</context>
<context>
    <name>CitizenId</name>
    <message>
        <source>A citizen number has 18 digits, the last of which may be X, or 15 digits on old documents. Please check.</source>
        <translation>公民身份号码为 18 位，末位可为 X；旧证件为 15 位。请核对。</translation>
    </message>
    <message>
        <source>The birth date in the citizen number (digits 7 to 14) is not a possible one. Please check the number.</source>
        <translation>公民身份号码中的出生日期（第 7 至 14 位）有误。请核对号码。</translation>
    </message>
    <message>
        <source>The citizen number does not agree with its check digit, so a digit is wrong. Please check it.</source>
        <translation>公民身份号码与校验码不符，其中有一位有误。请核对。</translation>
    </message>
</context>
<context>
    <name>ClockLedger</name>
    <message>
        <source>The entries of a time limit do not follow each other.</source>
        <translation>时限记录前后不衔接。</translation>
    </message>
    <message>
        <source>The date lies before the time limit began or before its last change.</source>
        <translation>该日期早于时限起算日或上一次变更。请核对日期。</translation>
    </message>
</context>
<context>
    <name>ClockSteps</name>
    <message>
        <source>&quot;%1&quot; can be extended by %2 days at most; nothing was changed.</source>
        <translation>“%1”最多延长 %2 天，未作任何更改。</translation>
    </message>
    <message>
        <source>The new date must be later than the present one of &quot;%1&quot;; nothing was changed.</source>
        <translation>新的日期须晚于“%1”现有的到期日，未作任何更改。</translation>
    </message>
    <message>
        <source>No time limit is left out for this ground; all of them run on.</source>
        <translation>此项理由不扣除任何时限，各项时限继续计时。</translation>
    </message>
    <message>
        <source>No time limit runs that this may extend; nothing was changed.</source>
        <translation>没有正在计时且可以延长的时限，未作任何更改。</translation>
    </message>
</context>
<context>
    <name>Collect</name>
    <message>
        <source>This record does not exist, or it is not open to you.</source>
        <translation>该记录不存在，或您无权查看。</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Password of %1: </source>
        <translation>%1 的密码：</translation>
    </message>
    <message>
        <source>Give the new password with --new-password-file, or run in a terminal.</source>
        <translation>请用 --new-password-file 提供新密码，或在终端中运行。</translation>
    </message>
    <message>
        <source>New password: </source>
        <translation>新密码：</translation>
    </message>
</context>
<context>
    <name>Confirmations</name>
    <message>
        <source>%1 cannot be earlier than %2, the step before it; nothing was changed.</source>
        <translation>%1 不能早于上一步的日期 %2，未作任何更改。</translation>
    </message>
    <message>
        <source>The joint application had to be made by %1; %2 is too late, and the court no longer takes it. Performance and suit stay open to the parties.</source>
        <translation>共同申请司法确认的期限至 %1 届满，%2 已逾期，法院不再受理，未作任何更改。当事人仍可履行协议或依法起诉。</translation>
    </message>
    <message>
        <source>Please tell both parties: the application was dismissed, so the agreement cannot be enforced by it; they may change it or make a new one by mediation, or bring a suit.</source>
        <translation>请告知双方当事人：法院裁定驳回申请，协议不能据此申请强制执行；可通过调解变更原协议或达成新协议，也可向法院起诉。</translation>
    </message>
    <message>
        <source>Please tell both parties: the agreement is confirmed; if one does not perform it, the other may apply to the court for enforcement.</source>
        <translation>请告知双方当事人：协议已经司法确认；一方不履行的，另一方可向法院申请强制执行。</translation>
    </message>
</context>
<context>
    <name>Consultations</name>
    <message>
        <source>Who recused cannot be among those who attend; nothing was changed.</source>
        <translation>已回避的人员不能参加会诊，未作任何更改。请更正参加人员。</translation>
    </message>
    <message>
        <source>This task does not belong to the consultation; nothing was changed.</source>
        <translation>该任务不属于本次会诊，未作任何更改。</translation>
    </message>
    <message>
        <source>This task is finished already; nothing was changed.</source>
        <translation>该任务已完成，未作任何更改。</translation>
    </message>
</context>
<context>
    <name>Counters</name>
    <message>
        <source>The counter %1 says %2, but its rows do not.</source>
        <translation>计数 %1 为 %2，与其记录行不符。</translation>
    </message>
    <message>
        <source>A month of the counters is not the sum of its days.</source>
        <translation>计数中有一个月不等于其各日之和。</translation>
    </message>
    <message>
        <source>The counter %1 is missing.</source>
        <translation>缺少计数 %1。</translation>
    </message>
</context>
<context>
    <name>CtlGrids</name>
    <message>
        <source>The area %1 is not open to this account.</source>
        <translation>该账户无权查看区域 %1。</translation>
    </message>
    <message>
        <source>--on takes a date such as 2026-09-14.</source>
        <translation>--on 须为日期，例如 2026-09-14。</translation>
    </message>
    <message>
        <source>Grids are not open to this account (permission grid.read).</source>
        <translation>该账户无权查看网格（权限 grid.read）。</translation>
    </message>
    <message>
        <source>Names what is wrong with the grids: gaps, overlaps, vacant posts, codes, borders.</source>
        <translation>列出网格的问题：空白区域、重叠、空岗、编码、边界。</translation>
    </message>
    <message>
        <source>Only the grids of this division.</source>
        <translation>只检查该区划的网格。</translation>
    </message>
    <message>
        <source>The grids in force on this day (default today).</source>
        <translation>该日有效的网格（默认今日）。</translation>
    </message>
    <message>
        <source>Without gaps, overlaps and the county&apos;s outline.</source>
        <translation>不检查空白区域、重叠和县界。</translation>
    </message>
</context>
<context>
    <name>Dashboards</name>
    <message>
        <source>%1 Q%2</source>
        <translation>%1 年第 %2 季度</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Small cells are hidden.</source>
        <translation>小于下限的单元格不显示。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>on last year</source>
        <translation>同比</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>There is no comparison &quot;%1&quot;.</source>
        <translation>没有名为“%1”的对比方式。</translation>
    </message>
    <message>
        <source>%1 cannot be asked for by &quot;%2&quot;.</source>
        <translation>%1 不能按“%2”查询。</translation>
    </message>
    <message>
        <source>There is no kind of chart &quot;%1&quot;.</source>
        <translation>没有名为“%1”的图表形式。</translation>
    </message>
    <message>
        <source>This chart does not say what it is split by.</source>
        <translation>该图表没有说明按什么分组。</translation>
    </message>
    <message>
        <source>This chart needs a step and how many of them.</source>
        <translation>该图表需要步长和期数。</translation>
    </message>
    <message>
        <source>%1 is no stock; only what is open has an age.</source>
        <translation>%1 不是存量指标；只有未办结的才有已办时长。</translation>
    </message>
    <message>
        <source>on last period</source>
        <translation>环比</translation>
    </message>
</context>
<context>
    <name>Date</name>
    <message>
        <source>“%1” is not a date. Please write it as in 2026-09-14.</source>
        <translation>“%1”不是日期。请按 2026-09-14 的格式填写。</translation>
    </message>
    <message>
        <source>There is no day %1 in the calendar. Please check the date.</source>
        <translation>没有 %1 这一天。请核对日期。</translation>
    </message>
</context>
<context>
    <name>Declared</name>
    <message>
        <source>Nothing was written.</source>
        <translation>未保存。</translation>
    </message>
    <message>
        <source>There is no figure &quot;%1&quot; in the dictionary.</source>
        <translation>指标字典中没有指标“%1”。</translation>
    </message>
    <message>
        <source>The period of &quot;%1&quot; ends before it begins.</source>
        <translation>“%1”的期间结束早于开始。</translation>
    </message>
    <message>
        <source>Figures of %1 are not yours to declare; nothing was written.</source>
        <translation>您无权申报 %1 的数据，未保存。</translation>
    </message>
    <message>
        <source>The file has no first line with the column names.</source>
        <translation>文件首行缺少列名。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Line %1 has %2 cells, the first line of the file has %3.</source>
        <translation>第 %1 行有 %2 个单元格，首行有 %3 个。</translation>
    </message>
</context>
<context>
    <name>Demo</name>
    <message>
        <source>The demo table %1 cannot be read (line %2).</source>
        <translation>演示数据表 %1 无法读取（第 %2 行）。</translation>
    </message>
    <message>
        <source>The demo staff works in the area %1, which is not in this county. Choose the county 620521 for a demo file.</source>
        <translation>演示人员所在区域 %1 不属于本县。演示文件请选择 620521。</translation>
    </message>
    <message>
        <source>The file of the demo&apos;s borders, %1, cannot be read; install the program again.</source>
        <translation>演示边界文件 %1 无法读取，请重新安装程序。</translation>
    </message>
</context>
<context>
    <name>DemoYear</name>
    <message>
        <source>Demo visitor</source>
        <translation>演示来访人</translation>
    </message>
    <message>
        <source>A visit of the demo&apos;s year.</source>
        <translation>演示年度的来访。</translation>
    </message>
    <message>
        <source>A dispute of the demo&apos;s year</source>
        <translation>演示年度的纠纷</translation>
    </message>
    <message>
        <source>A dispute of the demo&apos;s year.</source>
        <translation>演示年度的纠纷。</translation>
    </message>
    <message>
        <source>Only a demo or test file takes the demo&apos;s year; nothing was written.</source>
        <translation>只有演示或测试文件才能写入演示年度；未写入任何内容。</translation>
    </message>
    <message>
        <source>This file holds the demo&apos;s year already; nothing was written.</source>
        <translation>本文件已有演示年度；未写入任何内容。</translation>
    </message>
</context>
<context>
    <name>DeskFiles</name>
    <message>
        <source>The file %1 cannot be read; it was not taken.</source>
        <translation>文件 %1 无法读取，未存入。请核对文件名和位置。</translation>
    </message>
    <message>
        <source>The file %1 could not be read to its end; it was not taken.</source>
        <translation>文件 %1 未能完整读取，未添加。请重新复制该文件后再添加。</translation>
    </message>
</context>
<context>
    <name>DivisionCode</name>
    <message>
        <source>“%1” is not a code of an administrative division. It has 2, 4, 6, 9 or 12 digits, as in 620521 or 620521100001.</source>
        <translation>“%1”不是行政区划代码。代码为 2、4、6、9 或 12 位数字，例如 620521 或 620521100001。</translation>
    </message>
</context>
<context>
    <name>Divisions</name>
    <message>
        <source>The file of administrative divisions, %1, is damaged; install the program again.</source>
        <translation>行政区划文件 %1 已损坏，请重新安装程序。</translation>
    </message>
    <message>
        <source>The file of administrative divisions, %1, cannot be read: %2. Install the program again.</source>
        <translation>行政区划文件 %1 无法读取：%2。请重新安装程序。</translation>
    </message>
    <message>
        <source>%1 is not the code of a county; a county has six digits, for instance 620521.</source>
        <translation>%1 不是县级区划代码；县级代码为六位数字，例如 620521。</translation>
    </message>
</context>
<context>
    <name>DocumentNumber</name>
    <message>
        <source>The number of the document is missing.</source>
        <translation>未填写证件号码。</translation>
    </message>
    <message>
        <source>The number of a document has at most 40 characters; this has %1.</source>
        <translation>证件号码最多 40 个字符，现有 %1 个。</translation>
    </message>
    <message>
        <source>The number of the document has characters that cannot be printed. Please type it again.</source>
        <translation>证件号码含有无法显示的字符。请重新输入。</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>&quot;%1&quot; is made by %2 only; nothing was made.</source>
        <translation>“%1”只能由%2制作，未制作。</translation>
    </message>
    <message>
        <source>There is a signed &quot;%1&quot; already; void it first if it must be made anew.</source>
        <translation>已有签署的“%1”，未重新制作。确需重新制作的，请先作废原件。</translation>
    </message>
    <message>
        <source>Replaced by a newer version</source>
        <translation>由新版本替换</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a field of this document; nothing was made.</source>
        <translation>“%1”不是该文书的栏目，未制作。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; comes from the records of the matter and is not typed in; please correct it there.</source>
        <translation>“%1”取自事项记录，不能在此填写，未制作。请在事项中更正。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be made: &quot;%2&quot; is missing. Nothing was made.</source>
        <translation>不能制作“%1”：缺少“%2”，未制作。请补填后再制作。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not signed by %2; it is signed by: %3.</source>
        <translation>“%1”不需要%2，未签署。所需签署：%3。</translation>
    </message>
    <message>
        <source>The mediator of the matter signs in person; nothing was signed.</source>
        <translation>须由本事项的调解员本人签署，未签署。</translation>
    </message>
    <message>
        <source>A fingerprint is given on paper only; it is never read by a machine here.</source>
        <translation>捺印只在纸面进行，本机不采集指纹，未签署。</translation>
    </message>
    <message>
        <source>This party stands on the other side and cannot sign for it; nothing was signed.</source>
        <translation>该当事人属于另一方，不能代为签署，未签署。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is sealed when all have signed; still missing: %2.</source>
        <translation>“%1”须各方签署后才能加盖印章，未盖章。尚缺：%2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be sealed before &quot;%2&quot; is there and signed.</source>
        <translation>“%2”制作并签署后，“%1”才能加盖印章，未盖章。</translation>
    </message>
    <message>
        <source>This file is not a signature as it was drawn; nothing was signed.</source>
        <translation>该文件不是手写签名笔迹，未签署。</translation>
    </message>
    <message>
        <source>This party belongs to another matter; nothing was changed.</source>
        <translation>该当事人属于其他事项，未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a document of one matter; nothing was made.</source>
        <translation>“%1”不是单个事项的文书，未制作。</translation>
    </message>
    <message>
        <source>This signature is there already; nothing was changed.</source>
        <translation>该签名已有，未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not complete; still missing: %2.</source>
        <translation>“%1”尚未完成，未作任何更改。尚缺：%2。</translation>
    </message>
    <message>
        <source>A document is kept as PDF; nothing was changed.</source>
        <translation>文书须以 PDF 留存，未作任何更改。</translation>
    </message>
    <message>
        <source>This very PDF is kept already; nothing was changed.</source>
        <translation>该 PDF 已留存，未作任何更改。</translation>
    </message>
</context>
<context>
    <name>Dossier</name>
    <message>
        <source>&quot;%1&quot; is not signed by all yet; still missing: %2.</source>
        <translation>“%1”尚未全部签署，尚缺：%2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing. %2</source>
        <translation>缺少“%1”。%2</translation>
    </message>
    <message>
        <source>One of these is missing: %1. %2</source>
        <translation>须有其中之一：%1。%2</translation>
    </message>
    <message>
        <source>No paper of the dossier was made and nothing attached yet; there is nothing to bind.</source>
        <translation>尚未制作卷宗文书，也没有附件，不能装订卷宗。</translation>
    </message>
</context>
<context>
    <name>DueBadge</name>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <comment>badge of a deadline that has passed</comment>
        <translation>
            <numerusform>已逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <comment>badge of a deadline</comment>
        <translation>
            <numerusform>还剩 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source> (%1)</source>
        <comment>the due day after the words of the badge</comment>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>Due on %1</source>
        <translation>到期日 %1</translation>
    </message>
    <message>
        <source>By the rule %1, a rest day, so moved on</source>
        <translation>按规则为 %1，因逢休息日顺延</translation>
    </message>
    <message>
        <source>The holidays of that year are not published yet: the day may change</source>
        <translation>该年度放假安排尚未公布，到期日可能变动</translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>A border of %1 vertices is not repaired, the limit is %2.</source>
        <translation>边界有 %1 个顶点，超过上限 %2 个，不予修复。</translation>
    </message>
    <message>
        <source>The line needs two points or more.</source>
        <translation>线须有两个或更多的点。</translation>
    </message>
    <message>
        <source>The line does not cut the border in two: draw it from outside to outside.</source>
        <translation>该线未将边界分成两部分：请从边界外画到边界外。</translation>
    </message>
    <message>
        <source>Nothing of the border is left beside its neighbours: it lies within them.</source>
        <translation>除去相邻网格后边界已无剩余：该边界全部位于相邻网格之内。</translation>
    </message>
</context>
<context>
    <name>Escalation</name>
    <message>
        <source>The matter is handled at the level &quot;%1&quot;, not &quot;%2&quot;; nothing was changed.</source>
        <translation>本事项由“%1”一级办理，不是“%2”，未作任何更改。</translation>
    </message>
    <message>
        <source>The city handles the matter from now on; the record stays with the county, which notes here what the city answers.</source>
        <translation>此后由市级办理；记录留在县级，市级的答复由县级在此登记。</translation>
    </message>
    <message>
        <source>This county has no division of that code; nothing was changed.</source>
        <translation>本县没有该代码的区划，未作任何更改。请核对代码。</translation>
    </message>
    <message>
        <source>A matter is handed down inside the area that has it: %1 is not below %2.</source>
        <translation>只能向本辖区的下级交办：%1不属于%2的下级，未作任何更改。</translation>
    </message>
    <message>
        <source>A matter is transferred to the centre of a county: six digits. Nothing was changed.</source>
        <translation>事项只能移送到县（市、区）综治中心：请填六位区划代码。未作任何改动。</translation>
    </message>
    <message>
        <source>The matter is in this county already; it can be handed down or up. Nothing was changed.</source>
        <translation>事项已在本县，可向下交办或逐级上报。未作任何改动。</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>No grid of this county has a border yet; events need grids to happen in.</source>
        <translation>本县网格均未划边界；登记事件须先有网格。</translation>
    </message>
    <message>
        <source>Longitude and latitude seem to have changed places: longitudes of this county are the greater numbers.</source>
        <translation>经度和纬度似已颠倒：本县的经度数值大于纬度。</translation>
    </message>
    <message>
        <source>These coordinates lie outside the county.</source>
        <translation>该坐标不在本县范围内。</translation>
    </message>
    <message>
        <source>%1 is not a division of this county.</source>
        <translation>%1 不是本县的区划。</translation>
    </message>
    <message>
        <source>There is no division %1 in this county.</source>
        <translation>本县没有区划 %1。</translation>
    </message>
    <message>
        <source>There is no grid %1 in force.</source>
        <translation>没有有效的网格 %1。</translation>
    </message>
    <message>
        <source>%1 is of the same kind and %2 m away: please look whether it is the same event.</source>
        <translation>%1 类型相同，相距 %2 米：请核对是否为同一事件。</translation>
    </message>
    <message>
        <source>No grid covers this place; the event has none.</source>
        <translation>没有网格覆盖该位置，该事件无所属网格。</translation>
    </message>
    <message>
        <source>Without coordinates or a grid code the event has no grid.</source>
        <translation>没有坐标或网格编码，该事件无所属网格。</translation>
    </message>
    <message>
        <source>The event lies in the future: %1.</source>
        <translation>事件发生时间晚于当前时间：%1。</translation>
    </message>
    <message>
        <source>The event was closed before it happened.</source>
        <translation>事件的办结时间早于发生时间。</translation>
    </message>
    <message>
        <source>%1 (entered by %2)</source>
        <comment>who reported an event</comment>
        <translation>%1（由%2登记）</translation>
    </message>
    <message>
        <source>There is no such event in what you may see.</source>
        <translation>没有该事件，或您无权查看。</translation>
    </message>
    <message>
        <source>Event %1 is closed without feedback or without a verifier.</source>
        <translation>事件 %1 已办结，但没有反馈或核验人。</translation>
    </message>
    <message>
        <source>Event %1 repeats an event that is not in this file.</source>
        <translation>事件 %1 所重复的事件不在本文件中。</translation>
    </message>
    <message>
        <source>Event %1 became a matter, but names none.</source>
        <translation>事件 %1 已转为事项，但未关联事项。</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Writes a list into a file, masked as the account may see it; leaves an audit row. Without OUT it names the columns.</source>
        <translation>将清单写入文件，按账号权限脱敏，并留审计记录；不给 OUT 时列出可选的列。</translation>
    </message>
    <message>
        <source>Format (default: by the name of OUT).</source>
        <translation>格式（默认按 OUT 的扩展名）。</translation>
    </message>
    <message>
        <source>What the export is for; kept in the audit and in the file.</source>
        <translation>导出事由，记入审计并写在文件上。</translation>
    </message>
    <message>
        <source>Columns in this order (default: the usual ones).</source>
        <translation>按此顺序导出的列（默认为常用列）。</translation>
    </message>
    <message>
        <source>Condition as `list` takes it.</source>
        <translation>条件，写法同 `list`。</translation>
    </message>
    <message>
        <source>Figures: first day.</source>
        <translation>指标：首日。</translation>
    </message>
    <message>
        <source>Figures: last day.</source>
        <translation>指标：末日。</translation>
    </message>
    <message>
        <source>Figures: only rows with these values; may be given several times.</source>
        <translation>指标：只取这些值的记录，可多次给出。</translation>
    </message>
    <message>
        <source>Figures: the rows behind the denominator.</source>
        <translation>指标：分母所含的记录。</translation>
    </message>
    <message>
        <source>Figures and grids: only this division.</source>
        <translation>指标和网格：只取该区划。</translation>
    </message>
    <message>
        <source>Grids: those in force on this day (default: today).</source>
        <translation>网格：该日有效的网格（默认今天）。</translation>
    </message>
    <message>
        <source>Grids: wgs84, cgcs2000 or gcj02 (default: as stored).</source>
        <translation>网格：wgs84、cgcs2000 或 gcj02（默认同存储）。</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>There is no list &quot;%1&quot;. Lists: %2, and metric:&lt;figure&gt;.</source>
        <translation>没有“%1”这一清单。可导出的清单：%2，以及 metric:&lt;指标&gt;。</translation>
    </message>
    <message>
        <source>This list is not open to your role (permission %1).</source>
        <translation>你的角色不能查看该清单（权限 %1）。</translation>
    </message>
    <message>
        <source>There is no column &quot;%1&quot; in this list. Columns: %2.</source>
        <translation>该清单没有“%1”这一列。可选的列：%2。</translation>
    </message>
    <message>
        <source>Say what the export is for, in %1 letters or more; nothing was written.</source>
        <translation>请填写导出事由，不少于 %1 个字；未写出任何文件。</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was kept.</source>
        <translation>导出已停止，没有留下文件。</translation>
    </message>
    <message>
        <source>Exported by %1 on %2: %3</source>
        <translation>由%1 于%2 导出：%3</translation>
    </message>
    <message>
        <source>no memory or no place</source>
        <translation>内存或者磁盘空间不足</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Division</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Nothing was kept there.</source>
        <translation>%1 无法写入：%2。该处未留下任何文件。</translation>
    </message>
    <message>
        <source>Lists are exported as csv, xlsx or json, not as &quot;%1&quot;.</source>
        <translation>清单可导出为 csv、xlsx 或 json，不能导出为“%1”。</translation>
    </message>
</context>
<context>
    <name>Expression</name>
    <message>
        <source>The condition &quot;%1&quot; cannot be read at column %2: %3</source>
        <translation>条件“%1”在第 %2 列无法读取：%3</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not expected here; join conditions with and / or.</source>
        <translation>此处不应出现“%1”；请用 and 或 or 连接条件。</translation>
    </message>
    <message>
        <source>The quoted text has no closing &apos;.</source>
        <translation>引号中的文字缺少结尾的 &apos;。</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>The character &quot;%1&quot; has no meaning here.</source>
        <translation>此处的字符“%1”没有意义。</translation>
    </message>
    <message>
        <source>The brackets are nested too deeply.</source>
        <translation>括号嵌套过深。</translation>
    </message>
    <message>
        <source>Here &quot;%1&quot; is missing.</source>
        <translation>此处缺少“%1”。</translation>
    </message>
    <message>
        <source>A name or a value is missing before &quot;%1&quot;.</source>
        <translation>“%1”之前缺少名称或值。</translation>
    </message>
    <message>
        <source>A name holds letters, digits, _ and dots only; put a value into quotes.</source>
        <translation>名称只能含字母、数字、_ 和点；值请加引号。</translation>
    </message>
    <message>
        <source>Nothing equals null; write &quot;is null&quot; or &quot;is not null&quot;.</source>
        <translation>不能用等号与 null 比较；请写“is null”或“is not null”。</translation>
    </message>
    <message>
        <source>A value is missing before &quot;%1&quot;.</source>
        <translation>“%1”之前缺少值。</translation>
    </message>
    <message>
        <source>A name is missing before &quot;%1&quot;.</source>
        <translation>“%1”之前缺少名称。</translation>
    </message>
    <message>
        <source>A text alone is no condition.</source>
        <translation>仅有文字不构成条件。</translation>
    </message>
    <message>
        <source>The condition uses &quot;%1&quot;, which is no field here.</source>
        <translation>条件中的“%1”不是此处的栏目。</translation>
    </message>
</context>
<context>
    <name>FastPath</name>
    <message>
        <source>Step &quot;%1&quot; (%2): %3 Nothing of the form was written.</source>
        <translation>步骤“%1”（%2）：%3本表单内容均未保存。</translation>
    </message>
    <message>
        <source>Step &quot;%1&quot; (%2): the assessment comes to &quot;%3&quot;; only a matter of level %4 is settled by one form. Nothing was written.</source>
        <translation>步骤“%1”（%2）：评估结果为“%3”；只有等级为%4的事项可用一张表单办结，未保存。</translation>
    </message>
    <message>
        <source>This matter is not settled by one form: what comes next is &quot;%1&quot;. Nothing was written.</source>
        <translation>本事项不能用一张表单办结：下一步为“%1”，未保存。</translation>
    </message>
</context>
<context>
    <name>FieldRules</name>
    <message>
        <source>&quot;%1&quot; is not a field of this action (rule %2).</source>
        <translation>“%1”不是本操作的栏目（规则 %2）。</translation>
    </message>
    <message>
        <source> in %1</source>
        <translation>（%1）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be %3 (rule %2).</source>
        <translation>“%1”须为%3（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be given (rule %2).</source>
        <translation>请填写“%1”（规则 %2）。</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be from %3 to %4 (rule %2).</source>
        <translation>“%1”须在 %3 至 %4 之间（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be at least %3 (rule %2).</source>
        <translation>“%1”不得小于 %3（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be at most %4 (rule %2).</source>
        <translation>“%1”不得大于 %4（规则 %2）。</translation>
    </message>
    <message>
        <source>a list of codes</source>
        <translation>代码列表</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not know the code &quot;%3&quot; (rule %2).</source>
        <translation>“%1”没有代码“%3”（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes at most %3 entries (rule %2).</source>
        <translation>“%1”最多 %3 项（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs at least %3 entries (rule %2).</source>
        <translation>“%1”至少 %3 项（规则 %2）。</translation>
    </message>
    <message>
        <source>a document with type and number</source>
        <translation>含种类和号码的证件</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: %3 (rule %2)</source>
        <translation>“%1”：%3（规则 %2）</translation>
    </message>
    <message>
        <source>a list of records</source>
        <translation>记录列表</translation>
    </message>
    <message>
        <source>a record with named fields</source>
        <translation>按栏目填写的一条记录</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may have at most %3 characters, it has %4 (rule %2).</source>
        <translation>“%1”最多 %3 字，现有 %4 字（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs at least %3 characters (rule %2).</source>
        <translation>“%1”至少 %3 字（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds a character that cannot be printed (rule %2).</source>
        <translation>“%1”含有无法显示的字符（规则 %2）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must name a stored file by &quot;sha256:&quot; and its digits (rule %2).</source>
        <translation>“%1”须以“sha256:”和校验值指明已存入的文件（规则 %2）。</translation>
    </message>
    <message>
        <source>The content of &quot;%1&quot; is not stored here (rule %2).</source>
        <translation>“%1”的内容未存入本文件（规则 %2）。</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>A figure needs --from and --to, two days such as 2026-09-14.</source>
        <translation>指标须有 --from 和 --to 两个日期，例如 2026-09-14。</translation>
    </message>
    <message>
        <source>--filter takes dimension=value[,value ...], e.g. purpose=purpose_dispute.</source>
        <translation>--filter 须写作：维度=值[,值 ...]，例如 purpose=purpose_dispute。</translation>
    </message>
    <message>
        <source>%1 declared figures, %2 comparisons: everything fits.</source>
        <translation>申报数据 %1 项，比对 %2 次：全部相符。</translation>
    </message>
    <message>
        <source>Computes one figure of the dictionary with what proves it; without ID lists the dictionary.</source>
        <translation>计算字典中的一项指标并列出依据；不写 ID 则列出指标字典。</translation>
    </message>
    <message>
        <source>First day.</source>
        <translation>起始日期。</translation>
    </message>
    <message>
        <source>Last day.</source>
        <translation>截止日期。</translation>
    </message>
    <message>
        <source>Division (default: all that the account may see).</source>
        <translation>区划（默认：账户可查看的全部）。</translation>
    </message>
    <message>
        <source>Only rows with these values; may be given several times.</source>
        <translation>只计取这些值的行；可多次使用。</translation>
    </message>
    <message>
        <source>Splits it by a dimension, by town or village, or a stock by age.</source>
        <translation>按维度、乡镇或村（社区）拆分，存量按时长拆分。</translation>
    </message>
    <message>
        <source>With the rows behind it.</source>
        <translation>附依据的各行记录。</translation>
    </message>
    <message>
        <source>For eyes outside the centre: small cells are hidden.</source>
        <translation>供中心以外人员查看：隐去小数值单元格。</translation>
    </message>
    <message>
        <source>Checks declared figures against each other and against the dictionary; names each mismatch and whose it is.</source>
        <translation>将申报数据相互核对并与指标字典核对；列出每处不符及责任方。</translation>
    </message>
    <message>
        <source>Only this return.</source>
        <translation>只核对该报表。</translation>
    </message>
    <message>
        <source>Lists declared figures beside what is counted here.</source>
        <translation>列出申报数据及本机统计的对照。</translation>
    </message>
    <message>
        <source>Fills a demo file with the year that the seed text reports: its visits and disputes, as rows.</source>
        <translation>把种子文本所报年度的来访和纠纷逐条写入演示文件。</translation>
    </message>
    <message>
        <source>Shows what the big screen shows, as data: totals only, small cells masked.</source>
        <translation>以数据形式列出大屏所显示的内容：只有汇总数，小单元格不显示。</translation>
    </message>
    <message>
        <source>Only this scene, a hidden one too.</source>
        <translation>只列此场景，隐藏的也可以。</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>--county takes the six digits of a county, e.g. 620521.</source>
        <translation>--county 须为县级六位区划代码，例如 620521。</translation>
    </message>
    <message>
        <source>%1 exists; it was not touched.</source>
        <translation>%1 已存在，未作改动。</translation>
    </message>
    <message>
        <source>New password of %1: </source>
        <translation>%1 的新密码：</translation>
    </message>
    <message>
        <source>Write the recovery code down on paper and lock it away: it is shown only once and opens the file when every password is lost.</source>
        <translation>请将恢复码抄写在纸上并锁好保管：它只显示一次，所有密码遗失时可用来打开文件。</translation>
    </message>
    <message>
        <source>The file is whole: store, audit chain, projections, numbers and references.</source>
        <translation>文件完好：数据、审计日志、办理状态、编号和引用均无误。</translation>
    </message>
    <message>
        <source>Makes a new county file; never overwrites one.</source>
        <translation>新建县数据文件；不会覆盖已有文件。</translation>
    </message>
    <message>
        <source>Six digits, GB/T 2260.</source>
        <translation>六位数字，GB/T 2260。</translation>
    </message>
    <message>
        <source>With fictitious staff, units, rooms and windows.</source>
        <translation>含虚构的人员、单位、调解室和窗口。</translation>
    </message>
    <message>
        <source>The administrator&apos;s account name (default: admin).</source>
        <translation>管理员的登录名（默认：admin）。</translation>
    </message>
    <message>
        <source>Checks the whole file and names the first fault of each kind.</source>
        <translation>检查整个文件，列出每类的第一个问题。</translation>
    </message>
    <message>
        <source>Copies the file, encrypted, with its keys and a manifest.</source>
        <translation>加密复制文件，连同密钥文件和清单。</translation>
    </message>
    <message>
        <source>Proves a backup and puts it in the place of FILE, which is kept beside it.</source>
        <translation>验证备份并替换 FILE，原文件保留在旁。</translation>
    </message>
    <message>
        <source>The same once more: </source>
        <translation>请再输入一次：</translation>
    </message>
    <message>
        <source>The two passwords are not the same. Nothing was made.</source>
        <translation>两次输入的密码不一致，未新建。</translation>
    </message>
    <message>
        <source>--with-year fills a demo county; give --demo, too.</source>
        <translation>--with-year 只用于演示县，请同时给出 --demo。</translation>
    </message>
    <message>
        <source>With the visits and disputes of the year that the seed text reports, so that its figures are counted.</source>
        <translation>同时写入种子文本所报年度的来访和纠纷，使其数字有明细可查。</translation>
    </message>
</context>
<context>
    <name>FormHelp</name>
    <message>
        <source>Free rooms</source>
        <translation>可用的调解室</translation>
    </message>
    <message>
        <source>as triage says</source>
        <comment>chip of a room</comment>
        <translation>分级诊疗建议</translation>
    </message>
    <message>
        <source>No room has a free place.</source>
        <translation>没有空余的调解室。</translation>
    </message>
    <message>
        <source>Mediators; you choose</source>
        <translation>调解员（由您选定）</translation>
    </message>
    <message>
        <source>conflict</source>
        <comment>chip of a mediator</comment>
        <translation>利益冲突</translation>
    </message>
    <message>
        <source>skilled</source>
        <comment>chip of a mediator</comment>
        <translation>擅长</translation>
    </message>
    <message>
        <source>No mediator is on file.</source>
        <translation>尚未录入调解员。</translation>
    </message>
    <message>
        <source>Please read who is party to this matter. Whoever is a relative, a friend, an opponent or has an interest of their own does not sign, but recuses.</source>
        <translation>请核对本事项的当事人。与当事人有亲属、朋友、对立或利害关系的，不得签收，应当回避。</translation>
    </message>
    <message>
        <source>%1 instead</source>
        <translation>改为%1</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <comment>a reason and its points</comment>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>Suggested %1 at once, because: %2.</source>
        <translation>建议等级：%1（直接触发）。理由：%2。</translation>
    </message>
    <message>
        <source>Suggested %1: %2 points, %1 begins at %3.</source>
        <translation>建议等级：%1，共 %2 分（%3 分起为%1）。</translation>
    </message>
    <message>
        <source>Suggested %1: %2 points.</source>
        <translation>建议等级：%1，共 %2 分。</translation>
    </message>
    <message>
        <source> Because: %1.</source>
        <translation>理由：%1。</translation>
    </message>
    <message>
        <source>Triage so far: %1</source>
        <translation>目前的分级诊疗结果：%1</translation>
    </message>
    <message>
        <source>%1 of %2 places taken</source>
        <translation>在办 %1 件，最多 %2 件</translation>
    </message>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>事项 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Generate</name>
    <message>
        <source>%1 parts cannot be generated; give a number from 1 to %2.</source>
        <translation>不能划分为 %1 份，请填写 1 至 %2 的数字。</translation>
    </message>
    <message>
        <source>Each part needs one weight above zero and one place, or none has any.</source>
        <translation>各份须均有一个大于零的权重和一个位置，或均不填写。</translation>
    </message>
    <message>
        <source>Nothing can be generated: the outline is empty or damaged.</source>
        <translation>无法生成：轮廓为空或已损坏。</translation>
    </message>
</context>
<context>
    <name>Geo</name>
    <message>
        <source>--datum is wgs84, cgcs2000 or gcj02.</source>
        <translation>--datum 须为 wgs84、cgcs2000 或 gcj02。</translation>
    </message>
    <message>
        <source>--%1 takes a date such as 2026-09-14.</source>
        <translation>--%1 须为日期，例如 2026-09-14。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>feature %1, %2: %3 (%4)</source>
        <translation>要素 %1，%2：%3（%4）</translation>
    </message>
    <message>
        <source>Grids: layer of the file (default: the first).</source>
        <translation>网格：文件中的图层（默认：第一个）。</translation>
    </message>
    <message>
        <source>Grids: wgs84, cgcs2000 or gcj02; overrules what the file says.</source>
        <translation>网格：wgs84、cgcs2000 或 gcj02；优先于文件中的说明。</translation>
    </message>
    <message>
        <source>Grids: level scheme of rows that name none.</source>
        <translation>网格：未注明层级方案的行所用的方案。</translation>
    </message>
    <message>
        <source>Grids: new versions are in force from this day (default: today).</source>
        <translation>网格：新版本自该日起有效（默认：今日）。</translation>
    </message>
    <message>
        <source>Grids: resolve borders that cross themselves instead of refusing them.</source>
        <translation>网格：自相交叉的边界予以修复，不拒收。</translation>
    </message>
    <message>
        <source>The borders could not be computed: %1. Nothing was changed.</source>
        <translation>边界无法计算：%1。未作任何更改。</translation>
    </message>
    <message>
        <source>The border is not a GeoJSON Polygon or MultiPolygon whose rings have three points or more.</source>
        <translation>边界不是 GeoJSON 的 Polygon 或 MultiPolygon，或有一环少于三个点。</translation>
    </message>
    <message>
        <source>A stored border is damaged and cannot be drawn.</source>
        <translation>已保存的一个边界损坏，无法绘制。</translation>
    </message>
    <message>
        <source>%1 features read (%2): %3 grids added, %4 changed, %5 known already, %6 refused.</source>
        <translation>已读取 %1 个要素（%2）：新增网格 %3 个，变更 %4 个，已有 %5 个，退回 %6 个。</translation>
    </message>
    <message>
        <source>line %1, %2: %3 (%4)</source>
        <translation>第 %1 行，%2：%3（%4）</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>There is a member unit %1 already; nothing was added.</source>
        <translation>已有成员单位%1，未添加。</translation>
    </message>
    <message>
        <source>Division %1 has no parent.</source>
        <translation>区划 %1 没有上级。</translation>
    </message>
    <message>
        <source>Organisation %1 belongs to a division that is not in this file.</source>
        <translation>机构 %1 所属的区划不在本文件中。</translation>
    </message>
</context>
<context>
    <name>GridAssets</name>
    <message>
        <source>“%1” is no number of degrees between -%2 and %2.</source>
        <translation>“%1”不是 -%2 至 %2 之间的度数。</translation>
    </message>
    <message>
        <source>There is an installation %1 already; nothing was added.</source>
        <translation>已有设施 %1，未添加。</translation>
    </message>
    <message>
        <source>There is no such installation.</source>
        <translation>没有该设施。</translation>
    </message>
</context>
<context>
    <name>GridChecks</name>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s): %1</source>
        <translation>
            <numerusform>%n 条问题：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n finding(s) of this kind</source>
        <translation>
            <numerusform>查看 %n 条此类问题</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridCode</name>
    <message>
        <source>“%1” is not a grid code. It begins with the 12 digits of its village or community and follows the pattern set for this county.</source>
        <translation>“%1”不是网格编码。编码以所属村（社区）的 12 位代码开头，并符合本县设定的格式。</translation>
    </message>
</context>
<context>
    <name>GridCodes</name>
    <message>
        <source>“%1” is not a grid code: it begins with the 12 digits of its village, followed by a serial of three digits (not 000), for a micro-grid by two more.</source>
        <translation>“%1”不是网格编码：编码以所属村（社区）的 12 位代码开头，后接三位序号（不得为 000），微网格再加两位。</translation>
    </message>
    <message>
        <source>A %1 bears the code of its division, here %2, not “%3”.</source>
        <translation>%1的编码即其区划代码，此处应为%2，不是“%3”。</translation>
    </message>
    <message>
        <source>The code “%1” belongs to another place: here it has %2 digits and begins with %3.</source>
        <translation>编码“%1”属于其他区域：此处编码为 %2 位，以 %3 开头。</translation>
    </message>
    <message>
        <source>The serial %1 is not one of a %2; those run from %3 to %4.</source>
        <translation>序号%1不是%2的序号；其序号为%3至%4。</translation>
    </message>
    <message>
        <source>All serials of a %1 from %2 to %3 are given in %4.</source>
        <translation>%4下%1的序号%2至%3已全部用完。</translation>
    </message>
</context>
<context>
    <name>GridGenerate</name>
    <message>
        <source>This scheme has no base grids.</source>
        <translation>该方案没有基础网格。</translation>
    </message>
    <message>
        <source>Every village of this area has base grids; nothing was generated.</source>
        <translation>该区域的各村（社区）均已有基础网格，未生成。</translation>
    </message>
    <message>
        <source>There is no outline of this county to generate grids in; import the borders of its villages first.</source>
        <translation>没有本县的轮廓，不能生成网格；请先导入各村（社区）的边界。</translation>
    </message>
    <message>
        <source>%1 grids in %2 villages have borders made up by the program; replace them by the real ones.</source>
        <translation>%2 个村（社区）的 %1 个网格边界由程序自动生成，请以实际边界替换。</translation>
    </message>
</context>
<context>
    <name>GridLint</name>
    <message>
        <source>%1 m²</source>
        <translation>%1 平方米</translation>
    </message>
    <message>
        <source>%1 ha</source>
        <translation>%1 公顷</translation>
    </message>
    <message>
        <source>%1 km²</source>
        <translation>%1 平方公里</translation>
    </message>
    <message>
        <source>%1 and %2 both bear the code %3; give one of them another.</source>
        <translation>%1与%2的编码同为%3，请更改其中一个。</translation>
    </message>
    <message>
        <source>%1 follows a scheme that the rule tables do not have.</source>
        <translation>%1所用的方案不在规则表中。</translation>
    </message>
    <message>
        <source>%1 has %2 households; in principle at most %3: think of splitting it.</source>
        <translation>%1有%2户，原则上不超过%3户：请考虑拆分。</translation>
    </message>
    <message>
        <source>%1 has no border yet.</source>
        <translation>%1尚未划边界。</translation>
    </message>
    <message>
        <source>The border of %1 cannot be read; draw or import it again.</source>
        <translation>%1的边界无法读取，请重新绘制或导入。</translation>
    </message>
    <message>
        <source>The border of %1 is not sound: %2</source>
        <translation>%1的边界无效：%2</translation>
    </message>
    <message>
        <source>The border of %1 was made up by the program; replace it by the real one.</source>
        <translation>%1的边界由程序自动生成，请以实际边界替换。</translation>
    </message>
    <message>
        <source>%1 has nobody as %2.</source>
        <translation>%1没有%2在岗。</translation>
    </message>
    <message>
        <source>%1 and %2 overlap by %3; a place belongs to one grid.</source>
        <translation>%1与%2重叠%3；一个地点只能属于一个网格。</translation>
    </message>
    <message>
        <source>%1 are in no grid.</source>
        <translation>有 %1 不在任何网格内。</translation>
    </message>
    <message>
        <source>%1 reaches %2 beyond the county&apos;s outline.</source>
        <translation>%1超出县界%2。</translation>
    </message>
</context>
<context>
    <name>GridReform</name>
    <message>
        <source>A part has no border yet; its places are in no grid until one is drawn.</source>
        <translation>有一部分尚未划边界；划定之前，其范围内的地点不属于任何网格。</translation>
    </message>
    <message>
        <source>The borders of the parts overlap.</source>
        <translation>拆分后各部分的边界重叠。</translation>
    </message>
    <message>
        <source>The parts leave a gap within the old border.</source>
        <translation>拆分后各部分在原边界内留有空白区域。</translation>
    </message>
    <message>
        <source>The parts reach beyond the old border.</source>
        <translation>拆分后各部分超出原边界。</translation>
    </message>
    <message>
        <source>A grid that is a whole division cannot be split; split those in it.</source>
        <translation>整个区划的网格不能拆分，请拆分其下的网格。</translation>
    </message>
    <message>
        <source>Two parts bear the code %1.</source>
        <translation>有两个部分的编码同为 %1。</translation>
    </message>
    <message numerus="yes">
        <source>No part keeps the code, so %n person(s) must be appointed anew.</source>
        <translation>
            <numerusform>各部分均未沿用原编码，须重新任命 %n 人。</numerusform>
        </translation>
    </message>
    <message>
        <source>The grid %1 is named twice.</source>
        <translation>网格 %1 重复列出。</translation>
    </message>
    <message>
        <source>Only grids of one kind in one village can be merged; move %1 there first.</source>
        <translation>只能合并同一村（社区）的同类网格；请先将%1调整到该村（社区）。</translation>
    </message>
    <message>
        <source>These grids follow no scheme of the rule tables.</source>
        <translation>这些网格所用的方案不在规则表中。</translation>
    </message>
    <message>
        <source>A grid that is merged has no border, so the merged one has none yet.</source>
        <translation>合并的网格中有一个没有边界，合并后的网格暂无边界。</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) of the grids that went must be appointed anew.</source>
        <translation>
            <numerusform>被合并的网格中有 %n 人须重新任命。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridSections</name>
    <message>
        <source>Show the whole number of %1</source>
        <translation>显示%1的完整号码</translation>
    </message>
</context>
<context>
    <name>GridSheets</name>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>隶属</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>%1 (demo data)</source>
        <comment>name of a centre</comment>
        <translation>%1（演示数据）</translation>
    </message>
    <message>
        <source>This grid is not in force today; there is no sheet of it.</source>
        <translation>该网格今日不在有效期内，没有可打印的内容。</translation>
    </message>
    <message>
        <source>Public name board of the grid</source>
        <translation>网格公示牌</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Work phone</source>
        <translation>工作电话</translation>
    </message>
    <message>
        <source>Duties</source>
        <translation>职责</translation>
    </message>
    <message>
        <source>No post of this grid is filled with a person who may be named in public.</source>
        <translation>本网格暂无可公示的在岗人员。</translation>
    </message>
    <message>
        <source>Please turn to the people above with anything that happens in this grid.</source>
        <translation>本网格内如有事情，请与以上人员联系。</translation>
    </message>
    <message>
        <source>Contact card of the grid</source>
        <translation>网格联系卡</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Post of</source>
        <translation>任职网格</translation>
    </message>
    <message>
        <source>vacant</source>
        <comment>a post</comment>
        <translation>空岗</translation>
    </message>
    <message>
        <source>For the staff&apos;s own use. Work contacts only; keep it where it is not left lying about.</source>
        <translation>仅供工作人员内部使用。只列工作联系方式，请妥善保管。</translation>
    </message>
    <message>
        <source>Name board</source>
        <translation>公示牌</translation>
    </message>
    <message>
        <source>Contact card</source>
        <translation>联系卡</translation>
    </message>
</context>
<context>
    <name>GridStaff</name>
    <message>
        <source>There is no such record.</source>
        <translation>没有该记录。</translation>
    </message>
    <message>
        <source>This record belongs to no division.</source>
        <translation>该记录没有所属区划。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>a post of a grid</comment>
        <translation>%2的%1</translation>
    </message>
    <message>
        <source>This posting begins on %1; it cannot end before.</source>
        <translation>该任职自 %1 开始，不能在此之前结束。</translation>
    </message>
    <message>
        <source>%1 has no vacant post “%2”; set one up first.</source>
        <translation>%1没有空缺的“%2”岗位，请先设置。</translation>
    </message>
    <message>
        <source>The grid is in force from %1; a post of it cannot begin before.</source>
        <translation>该网格自 %1 起有效，其岗位不能早于该日设置。</translation>
    </message>
    <message>
        <source>This post has ended already.</source>
        <translation>该岗位已撤销。</translation>
    </message>
    <message>
        <source>This post begins on %1; it can end on a later day only.</source>
        <translation>该岗位自 %1 起设置，只能在此后的日期撤销。</translation>
    </message>
    <message>
        <source>The post %1 does not exist on %2.</source>
        <translation>%2 没有岗位“%1”。</translation>
    </message>
    <message>
        <source>Somebody is in the post %1; relieve them first, or set up another post.</source>
        <translation>岗位“%1”已有人任职；请先免去，或另设岗位。</translation>
    </message>
    <message>
        <source>This person left the grids and cannot be appointed.</source>
        <translation>此人已离任，不能任命。</translation>
    </message>
    <message>
        <source>This posting ended on %1 already.</source>
        <translation>该任职已于 %1 结束。</translation>
    </message>
    <message>
        <source>Several people of this town are called %1; give the work phone as well.</source>
        <translation>本乡镇有多名人员叫“%1”，请一并填写工作电话。</translation>
    </message>
    <message>
        <source>No grid with the code %1 is in force.</source>
        <translation>没有编码为 %1 的有效网格。</translation>
    </message>
    <message>
        <source>The post begins on %1 only.</source>
        <translation>该岗位自%1起才设立。</translation>
    </message>
    <message>
        <source>Somebody else is in the post %1 of %2; relieve them first.</source>
        <translation>%2的岗位“%1”已有其他人员在岗，请先免去。</translation>
    </message>
</context>
<context>
    <name>GridVerify</name>
    <message>
        <source>Two grids bear the code %1 on the same day.</source>
        <translation>有两个网格在同一日的编码同为 %1。</translation>
    </message>
    <message>
        <source>A version of the grid %1 ends before it begins.</source>
        <translation>网格 %1 有一个版本的结束早于开始。</translation>
    </message>
    <message>
        <source>The grid %1 belongs to the division %2, which is not in this file.</source>
        <translation>网格 %1 所属的区划 %2 不在本文件中。</translation>
    </message>
    <message>
        <source>The grid %1 stands under a grid that is not in force.</source>
        <translation>网格 %1 的上级网格不在有效期内。</translation>
    </message>
    <message>
        <source>The grid %1 stands under %2, which is not above it.</source>
        <translation>网格 %1 挂在 %2 之下，但后者不是其上级。</translation>
    </message>
    <message>
        <source>A post of the grid %1 lies outside the days of the grid.</source>
        <translation>网格 %1 有岗位超出该网格的有效期。</translation>
    </message>
    <message>
        <source>Somebody is in a post of the grid %1 outside the days of that post.</source>
        <translation>网格 %1 有人在岗位设置期之外任职。</translation>
    </message>
</context>
<context>
    <name>Grids</name>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Nothing was kept.</source>
        <translation>%1 无法写入：%2。未留下任何文件。</translation>
    </message>
    <message>
        <source>Say what the export is for, in four letters or more.</source>
        <translation>请用至少四个字说明导出用途。</translation>
    </message>
    <message>
        <source>Grids are exported as gpkg, shp, geojson, kml or csv, not as %1.</source>
        <translation>网格可导出为 gpkg、shp、geojson、kml 或 csv，不能导出为 %1。</translation>
    </message>
    <message>
        <source>There are no grids to export.</source>
        <translation>没有可导出的网格。</translation>
    </message>
    <message>
        <source>Exported by %1 on %2: %3</source>
        <translation>由%1于%2导出：%3</translation>
    </message>
    <message>
        <source>Choose a level scheme: nothing in this village tells which one it follows.</source>
        <translation>请选择层级方案：该村（社区）没有可参照的方案。</translation>
    </message>
    <message>
        <source>The scheme “%1” has no grids of the kind “%2”.</source>
        <translation>方案“%1”没有类别为“%2”的网格。</translation>
    </message>
    <message>
        <source>The scheme of this grid has no grids of that kind.</source>
        <translation>该网格的方案没有该类别的网格。</translation>
    </message>
    <message>
        <source>“%1” is not a division that this grid can belong to.</source>
        <translation>“%1”不是该网格可以隶属的区划。</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) left their posts with this grid.</source>
        <translation>
            <numerusform>该网格撤销后有 %n 人离岗。</numerusform>
        </translation>
    </message>
    <message>
        <source>The border is not GeoJSON: a geometry of type Polygon or MultiPolygon is expected.</source>
        <translation>边界不是 GeoJSON：须为 Polygon 或 MultiPolygon 类型的几何图形。</translation>
    </message>
    <message>
        <source>There is no division %1 in this county.</source>
        <translation>本县没有区划 %1。</translation>
    </message>
    <message>
        <source>%1 is not in your area (rule %2); nothing was changed.</source>
        <translation>%1不在您的辖区（规则%2），未作任何更改。</translation>
    </message>
    <message>
        <source>There is no such grid.</source>
        <translation>没有该网格。</translation>
    </message>
    <message>
        <source>The grid %1 is in force until %2 only and cannot be changed any more.</source>
        <translation>网格 %1 的有效期至 %2 为止，不能再更改。</translation>
    </message>
    <message>
        <source>The code %1 is borne by the grid “%2”; a code names one grid at a time.</source>
        <translation>编码 %1 已由网格“%2”使用；同一时间一个编码只能用于一个网格。</translation>
    </message>
    <message numerus="yes">
        <source>%n grid(s) stand under %1; move or retire them first.</source>
        <translation>
            <numerusform>%1下有%n个网格，请先调整隶属或撤销。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is in force from %2; this change can take effect on a later day only.</source>
        <translation>%1 自 %2 起生效；此项更改只能在此后的日期生效。</translation>
    </message>
    <message>
        <source>A %1 cannot stand under %2.</source>
        <translation>%1不能隶属于%2。</translation>
    </message>
    <message>
        <source>a grid that is not in force</source>
        <translation>不在有效期内的网格</translation>
    </message>
    <message>
        <source>A %1 stands in another grid, which must be named.</source>
        <translation>%1须隶属于另一网格，请指明上级网格。</translation>
    </message>
    <message>
        <source>A %1 belongs to a town.</source>
        <translation>%1须属于乡镇（街道）。</translation>
    </message>
    <message>
        <source>A %1 belongs to a village or community.</source>
        <translation>%1须属于村（社区）。</translation>
    </message>
    <message>
        <source>%1 has %2 households; a %3 has in principle at most %4.</source>
        <translation>%1 有 %2 户；%3 原则上不超过 %4 户。</translation>
    </message>
    <message>
        <source>There is no such grid in what you may see.</source>
        <translation>没有该网格，或您无权查看。</translation>
    </message>
    <message>
        <source>The borders lie some hundred metres beside the county&apos;s outline, and would fit if the file were in %1 instead of %2: check the datum.</source>
        <translation>边界与本县轮廓相差数百米；如文件的坐标系为 %1 而不是 %2，即可相符。请核对坐标系。</translation>
    </message>
    <message>
        <source>No level scheme has grids with the code %1.</source>
        <translation>没有任何层级方案的网格使用编码 %1。</translation>
    </message>
    <message>
        <source>%1 is not the code of a grid.</source>
        <translation>%1 不是网格编码。</translation>
    </message>
    <message>
        <source>A new grid needs a name.</source>
        <translation>新增网格须有名称。</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>%1 (%2)</source>
        <comment>title and count</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>承办人</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Whistles without an answer</source>
        <translation>未应哨的吹哨</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>需要解决的问题</translation>
    </message>
    <message>
        <source>Every whistle was answered.</source>
        <translation>各次吹哨均已应哨。</translation>
    </message>
    <message>
        <source>%1 (leads)</source>
        <translation>%1（牵头）</translation>
    </message>
    <message>
        <source>Red matters without the five ones</source>
        <translation>五个一未填全的红色事项</translation>
    </message>
    <message>
        <source>Mediator</source>
        <translation>调解员</translation>
    </message>
    <message>
        <source>Every red matter has its leader and the five ones.</source>
        <translation>红色事项均已有领导包案并填全五个一。</translation>
    </message>
    <message>
        <source>Supervision letters without a reply</source>
        <translation>未回复的督办函</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>督办函</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>被督办方</translation>
    </message>
    <message>
        <source>New date</source>
        <translation>新的期限</translation>
    </message>
    <message>
        <source>Every letter was replied to.</source>
        <translation>督办函均已回复。</translation>
    </message>
    <message>
        <source>Sessions on %1</source>
        <translation>%1 的调解会</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>调解室</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>No room is booked.</source>
        <translation>没有预约的调解室。</translation>
    </message>
    <message>
        <source>%1 (sides wait apart)</source>
        <translation>%1（双方分开等候）</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>值班人员</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>No roster was kept for this day.</source>
        <translation>当日没有值班记录。</translation>
    </message>
    <message>
        <source>Shift handover sheet</source>
        <translation>交接班单</translation>
    </message>
    <message>
        <source>written by %1</source>
        <translation>填写人：%1</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Nothing is overdue.</source>
        <translation>没有逾期的时限。</translation>
    </message>
    <message>
        <source>Due within 24 hours</source>
        <translation>24 小时内到期</translation>
    </message>
    <message>
        <source>Nothing falls due within 24 hours.</source>
        <translation>24 小时内没有到期的时限。</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>接班人</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 无法读取：%2。</translation>
    </message>
    <message>
        <source>Only checks.</source>
        <translation>只检查。</translation>
    </message>
    <message>
        <source>%1 may repeat another event nearby; with --json each is listed.</source>
        <translation>有 %1 件可能与附近的其他事件重复；加 --json 逐件列出。</translation>
    </message>
    <message>
        <source>The import was stopped; what was added before stays, and importing again goes on.</source>
        <translation>导入已停止；此前已添加的保留，再次导入可继续。</translation>
    </message>
    <message>
        <source>line %1, %2: %3 (%4)</source>
        <translation>第 %1 行，%2：%3（%4）</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 无法写入：%2。</translation>
    </message>
    <message>
        <source>--count takes a whole number from 1 to 10000000.</source>
        <translation>--count 须为 1 至 10000000 的整数。</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>%1 rows, %2 %, %3 rows/s</source>
        <translation>%1行，%2%，%3行/秒</translation>
    </message>
    <message>
        <source>&quot;field=column&quot;, again for every field, or a file with such lines.</source>
        <translation>“栏目=列”，每个栏目写一次；或含有此类行的文件。</translation>
    </message>
    <message>
        <source>The system that the numbers of the file are unique in (default: the file&apos;s name).</source>
        <translation>文件中编号所属的系统，编号在该系统内唯一（默认：文件名）。</translation>
    </message>
    <message>
        <source>Encoding of the text (default: detected).</source>
        <translation>文字编码（默认：自动识别）。</translation>
    </message>
    <message>
        <source>Sheet of a workbook (default: the first).</source>
        <translation>工作簿中的工作表（默认：第一张）。</translation>
    </message>
    <message>
        <source>Writes a year of fictitious events within the grids of this county as CSV.</source>
        <translation>在本县网格范围内生成一年的虚构事件，写为 CSV。</translation>
    </message>
    <message>
        <source>How many (default 70636).</source>
        <translation>件数（默认 70636）。</translation>
    </message>
    <message>
        <source>The last day of the year (default: yesterday).</source>
        <translation>该年度的最后一天（默认：昨天）。</translation>
    </message>
    <message>
        <source>The file has no column &quot;%1&quot;; its columns are %2.</source>
        <translation>文件没有列“%1”；现有的列为 %2。</translation>
    </message>
    <message>
        <source>The file has no columns for %1; its columns are %2. Nothing was taken from it.</source>
        <translation>文件缺少 %1 对应的列；现有的列为 %2。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; are no decimal degrees.</source>
        <translation>“%1”不是十进制度数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no time.</source>
        <translation>“%1”不是时间。</translation>
    </message>
    <message>
        <source>The library for workbooks cannot be loaded: %1. Install the program again, or save the sheet as CSV.</source>
        <translation>工作簿程序库无法加载：%1。请重新安装程序，或将工作表另存为 CSV。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 是空文件。</translation>
    </message>
    <message>
        <source>The file has no line of headings.</source>
        <translation>文件缺少标题行。</translation>
    </message>
    <message>
        <source>A quotation mark is opened in this row and not closed.</source>
        <translation>该行有引号没有结尾。</translation>
    </message>
    <message>
        <source>Behind a closing quotation mark something else follows.</source>
        <translation>结尾引号之后还有其他内容。</translation>
    </message>
    <message>
        <source>The row is longer than 256 KiB.</source>
        <translation>该行超过 256 KiB。</translation>
    </message>
    <message>
        <source>The row has %1 cells, the headings are %2.</source>
        <translation>该行有 %1 个单元格，标题行有 %2 个。</translation>
    </message>
    <message>
        <source>Letters of this cell are not in the file&apos;s encoding, %1.</source>
        <translation>该单元格中有文件编码 %1 以外的字符。</translation>
    </message>
    <message>
        <source>The file is not JSON: %1 at character %2. Nothing was taken from it.</source>
        <translation>文件不是 JSON：%1，位于第 %2 个字符。未从中导入任何内容。</translation>
    </message>
    <message>
        <source>The line is not JSON: %1 at character %2.</source>
        <translation>该行不是 JSON：%1，位于第 %2 个字符。</translation>
    </message>
    <message>
        <source>This is not an object with named values.</source>
        <translation>此处不是含有具名值的对象。</translation>
    </message>
    <message>
        <source>The sheet has no row of headings.</source>
        <translation>工作表缺少标题行。</translation>
    </message>
    <message>
        <source>%1 cannot be read as a workbook: %2</source>
        <translation>%1 不能作为工作簿读取：%2</translation>
    </message>
    <message>
        <source>There is no sheet &quot;%1&quot;.</source>
        <translation>没有工作表“%1”。</translation>
    </message>
    <message>
        <source>There is no encoding &quot;%1&quot;.</source>
        <translation>没有编码“%1”。</translation>
    </message>
    <message>
        <source>The text of the file is neither UTF-8 nor GB18030. Save it as UTF-8, or say which encoding it is in.</source>
        <translation>文件的文字既不是 UTF-8，也不是 GB18030。请另存为 UTF-8，或指明其编码。</translation>
    </message>
    <message>
        <source>Such a row has no field &quot;%1&quot;.</source>
        <translation>此类数据没有字段“%1”。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>What can be imported: rules (one rule table), calendar (one year), figures (declared figures), levels (counts of outside warning schemes), events (a file of events), grids (a GeoPackage, Shapefile, GeoJSON, KML, CSV or XLSX), posts (of grids and the people in them: CSV, XLSX or JSON).</source>
        <translation>可导入：rules（一张规则表）、calendar（一年的日历）、figures（申报数据）、levels（外部预警方案的计数）、events（事件文件）、grids（GeoPackage、Shapefile、GeoJSON、KML、CSV 或 XLSX）、posts（网格岗位与人员：CSV、XLSX 或 JSON）。</translation>
    </message>
    <message>
        <source>Checks and loads a rule table, a year of the calendar, a file of events or of posts (CSV, XLSX, JSON) or of grids (GeoPackage, Shapefile, GeoJSON, KML, CSV, XLSX); faults name file, line and column.</source>
        <translation>检查并载入规则表、一年的日历、事件或岗位文件（CSV、XLSX、JSON）或网格文件（GeoPackage、Shapefile、GeoJSON、KML、CSV、XLSX）；错误注明文件、行和列。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date.</source>
        <translation>“%1”不是日期。</translation>
    </message>
    <message>
        <source>%1 s, %2 rows/s</source>
        <translation>%1 秒，每秒 %2 行</translation>
    </message>
    <message>
        <source>%1 rows read: %2 events added, %3 known already, %4 refused, %5 without a grid (%6).</source>
        <translation>已读取 %1 行：新增事件 %2 件，原已存在 %3 件，未接受 %4 行，不在任何网格内 %5 件（%6）。</translation>
    </message>
    <message>
        <source>%1 rows read: %2 posts set up, filled or ended, %3 known already, %4 refused (%5).</source>
        <translation>已读取 %1 行：设立岗位、到岗或离岗 %2 条，原已存在 %3 条，未接受 %4 行（%5）。</translation>
    </message>
    <message>
        <source>%1 has no layer with borders.</source>
        <translation>%1 中没有带边界的图层。</translation>
    </message>
    <message>
        <source>The workbook has no sheet.</source>
        <translation>工作簿中没有工作表。</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Stopped; what was taken by then is in, whole batches only.</source>
        <translation>已停止；此前已整批导入的内容保留。</translation>
    </message>
    <message>
        <source>Of %1 rows %2 would be added, %3 are known already, %4 would be refused.</source>
        <translation>共 %1 行：将新增 %2 行，已有 %3 行，不予接受 %4 行。</translation>
    </message>
    <message>
        <source>Of %1 rows %2 were added, %3 were known already, %4 were refused.</source>
        <translation>共 %1 行：已新增 %2 行，原已存在 %3 行，未接受 %4 行。</translation>
    </message>
    <message numerus="yes">
        <source>%n lie in no grid.</source>
        <translation>
            <numerusform>有 %n 件不在任何网格内。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n may repeat an earlier event; the list shows the hint.</source>
        <translation>
            <numerusform>有 %n 件可能与此前的事件重复，提示见列表。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 seconds, %2 rows a second.</source>
        <translation>用时 %1 秒，每秒 %2 行。</translation>
    </message>
    <message>
        <source>Of %1 grids in the file %2 would be new, %3 would change, %4 are known already, %5 would be refused.</source>
        <translation>文件中共 %1 个网格：将新增 %2 个，将变更 %3 个，已有 %4 个，不予接受 %5 个。</translation>
    </message>
    <message>
        <source>Of %1 grids in the file %2 are new, %3 were changed, %4 were known already, %5 were refused.</source>
        <translation>文件中共 %1 个网格：已新增 %2 个，已变更 %3 个，原已存在 %4 个，未接受 %5 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n more warnings of that kind.</source>
        <translation>
            <numerusform>另有 %n 条同类提醒。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tables and JSON (*.csv *.txt *.xlsx *.json *.jsonl)</source>
        <translation>表格和 JSON (*.csv *.txt *.xlsx *.json *.jsonl)</translation>
    </message>
    <message>
        <source>CSV, a workbook (XLSX) or JSON; a file may be dropped here. Each row is one person in one post of a grid, or a post alone; who is in it already is not taken twice.</source>
        <translation>CSV、工作簿（XLSX）或 JSON 文件，也可拖放到此处。每行是网格某一岗位上的一名人员，或只是一个岗位；已在岗的人员不会重复导入。</translation>
    </message>
    <message>
        <source>Posts from a file</source>
        <translation>从文件导入岗位</translation>
    </message>
    <message>
        <source>Borders as GeoPackage, Shapefile, GeoJSON or KML, or a table without borders (CSV, XLSX); a file may be dropped here. A grid is known by its code: what is here just so is not taken twice, a new border or name begins a new version.</source>
        <translation>可用 GeoPackage、Shapefile、GeoJSON 或 KML 格式的边界文件，或不含边界的表格（CSV、XLSX），也可将文件拖放到此处。网格按编码识别：内容相同的不重复导入，边界或名称有变的生成新版本。</translation>
    </message>
    <message>
        <source>Grids from a file</source>
        <translation>选择网格文件</translation>
    </message>
    <message>
        <source>Borders and tables (*.gpkg *.shp *.geojson *.json *.kml *.kmz *.csv *.txt *.xlsx)</source>
        <translation>边界和表格 (*.gpkg *.shp *.geojson *.json *.kml *.kmz *.csv *.txt *.xlsx)</translation>
    </message>
    <message>
        <source>CSV, a workbook (XLSX) or JSON; a file may be dropped here. Rows that were imported before are known again and not taken twice.</source>
        <translation>可用 CSV、工作簿（XLSX）或 JSON，也可将文件拖放到此处。此前已导入的行会自动识别，不重复导入。</translation>
    </message>
    <message>
        <source>Events from a file</source>
        <translation>选择事件文件</translation>
    </message>
</context>
<context>
    <name>Instant</name>
    <message>
        <source>“%1” is not a time. Please write it with its offset, as in 2026-09-14T09:05:00+08:00.</source>
        <translation>“%1”不是时间。请连同时区填写，例如 2026-09-14T09:05:00+08:00。</translation>
    </message>
</context>
<context>
    <name>Issues</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>未作任何改动。</translation>
    </message>
    <message>
        <source>The period ends on %1, before it begins on %2; turn the two days round.</source>
        <translation>期间于 %1 截止，早于起始日 %2；请将两个日期对调。</translation>
    </message>
    <message>
        <source>The period begins on %1, which is still to come: there is nothing to report yet.</source>
        <translation>期间从 %1 开始，尚未到来，没有可报告的内容。</translation>
    </message>
    <message>
        <source>%1 is frozen and covers days of this period; withdraw it first, with a reason, or take another period.</source>
        <translation>%1 已定稿，与该期间有重叠；请先写明理由撤回，或者另选期间。</translation>
    </message>
    <message>
        <source>This report has no text &quot;%1&quot;.</source>
        <translation>该报告没有“%1”这一文字块。</translation>
    </message>
    <message>
        <source>The text &quot;%1&quot; is still missing.</source>
        <translation>“%1”尚未填写。</translation>
    </message>
    <message>
        <source>The period is not over before %1 ends, its figures are provisional: wait, or freeze it with that label.</source>
        <translation>期间至 %1 结束，数据为阶段性数据：请等期间结束，或者标明阶段性数据后定稿。</translation>
    </message>
    <message>
        <source>The content could not be kept.</source>
        <translation>内容未能保存。</translation>
    </message>
    <message>
        <source>The content of %1 is not what was frozen.</source>
        <translation>%1 的内容与定稿时不一致。</translation>
    </message>
    <message>
        <source>the name of somebody involved</source>
        <translation>相关人员的姓名</translation>
    </message>
    <message>
        <source>the number of a document</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>a telephone number</source>
        <translation>电话号码</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>the name of an organisation involved</source>
        <translation>相关单位的名称</translation>
    </message>
    <message>
        <source>the number of the matter</source>
        <translation>事项编号</translation>
    </message>
    <message>
        <source>The text holds %1. An issue tells of nobody: take it out or say it another way (rule %2). Nothing was changed.</source>
        <translation>文字中含有%1。刊期不得涉及具体个人，请删去或者改写（规则 %2）。未作任何改动。</translation>
    </message>
    <message>
        <source>Name the matter that the case is about, so that its people can be looked for in the text. Nothing was changed.</source>
        <translation>请选定典型案例所在的事项，以便核对文字中是否含有当事人信息。未作任何改动。</translation>
    </message>
    <message>
        <source>The case is too short to tell anything. Nothing was changed.</source>
        <translation>典型案例过短，说明不了问题。未作任何改动。</translation>
    </message>
    <message>
        <source>The matter is sealed; no issue tells of it. Nothing was changed.</source>
        <translation>该事项限制查阅，不得写入刊期。未作任何改动。</translation>
    </message>
    <message>
        <source>what looks like a telephone number or the number of a document</source>
        <translation>疑似电话号码或者证件号码的数字</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no period. A period is 2026, 2026-09, 2026-09..2026-10 or 2026-09-14..2026-09-20.</source>
        <translation>“%1”不是期间。期间的写法：2026、2026-09、2026-09..2026-10 或 2026-09-14..2026-09-20。</translation>
    </message>
    <message>
        <source>There is no such issue, or it is not open to you.</source>
        <translation>没有这一刊期，或者你无权查看。</translation>
    </message>
    <message>
        <source>%1: %2 when it was frozen, %3 now</source>
        <translation>%1：定稿时为 %2，现为 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n of the rows behind it were entered later</source>
        <translation>
            <numerusform>其中 %n 条为定稿后录入</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the rows behind it were changed later</source>
        <translation>
            <numerusform>其中 %n 条在定稿后有改动</numerusform>
        </translation>
    </message>
    <message>
        <source>rows that were behind it were changed later and do not count any more</source>
        <translation>原计入的记录在定稿后有改动，不再计入</translation>
    </message>
    <message>
        <source>%1 is a draft: its figures are computed whenever it is looked at, and there is nothing to compare them with.</source>
        <translation>%1 是草稿，数据随时计算，没有可比对的定稿。</translation>
    </message>
    <message>
        <source>An issue is computed anew by whoever may read all its figures (permission stats.read).</source>
        <translation>重新计算刊期须能查看其全部数据（权限 stats.read）。</translation>
    </message>
    <message>
        <source>%1: the stored content is not what was frozen; its hash is %2 and not %3.</source>
        <translation>%1：所存内容与定稿时不一致，哈希值为 %2，应为 %3。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n figure(s) computed anew, all as frozen; the hash is the same.</source>
        <translation>
            <numerusform>%1：重新计算 %n 个数据，与定稿时全部一致，哈希值相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: all figures are as frozen, but the dictionary of figures was changed since; the hash differs for that.</source>
        <translation>%1：数据与定稿时全部一致，但指标口径在定稿后有改动，哈希值因此不同。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n figure(s) would be different today; the issue keeps what was frozen.</source>
        <translation>
            <numerusform>%1：按现有记录有 %n 个数据不同；刊期仍以定稿为准。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is neither a figure of the dictionary nor a word of the report.</source>
        <translation>%1 既不是指标，也不是报告用语。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no part of a report.</source>
        <translation>“%1”不是报告的组成部分。</translation>
    </message>
    <message>
        <source>There is no table or chart &quot;%1&quot;.</source>
        <translation>没有“%1”这一表或者图。</translation>
    </message>
    <message>
        <source>A column cannot show &quot;%1&quot;.</source>
        <translation>列不能显示“%1”。</translation>
    </message>
    <message>
        <source>The table has no columns.</source>
        <translation>该表没有列。</translation>
    </message>
    <message>
        <source>There is no report &quot;%1&quot;.</source>
        <translation>没有“%1”这种报告。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is about %n whole month(s), and %2 is not that.</source>
        <translation>
            <numerusform>%1须为 %n 个整月，%2 不符合。</numerusform>
        </translation>
    </message>
    <message>
        <source>A report tells all figures of its area, and these are not all open to you (permission stats.read).</source>
        <translation>报告包含本区域的全部数据，你无权全部查看（权限 stats.read）。</translation>
    </message>
    <message>
        <source>%1: %2 figures computed anew from the rows as they stood when it was frozen, all as frozen; the hash is the same. %3 of them would be different today.</source>
        <translation>%1：按冻结时的明细重新计算 %2 个数，全部与冻结时一致，哈希值相同；其中 %3 个数按今天的明细会不同。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n figure(s) do not follow from the rows as they stood when it was frozen.</source>
        <translation>
            <numerusform>%1：有 %n 个数与冻结时的明细不符。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeySlots</name>
    <message>
        <source>The account or the password is wrong. Check both and try again.</source>
        <translation>账户或密码有误。请核对后重试。</translation>
    </message>
    <message>
        <source>Too many wrong passwords: this account is locked until %1. An administrator can unlock it.</source>
        <translation>密码错误次数过多，账户锁定至 %1。管理员可以解锁。</translation>
    </message>
    <message>
        <source>The key file %1 is damaged. Nothing was changed. Put back its last copy.</source>
        <translation>密钥文件 %1 已损坏，未作任何更改。请恢复其最近的副本。</translation>
    </message>
    <message>
        <source>The key could not be derived: not enough memory. Close other programs and try again.</source>
        <translation>内存不足，无法打开。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>The key file %1 is missing. It belongs beside the county file.</source>
        <translation>密钥文件 %1 缺失。它应与县数据文件放在一起。</translation>
    </message>
    <message>
        <source>The password needs at least %1 characters.</source>
        <translation>密码至少 %1 位。</translation>
    </message>
    <message>
        <source>There is no account %1 in the key file.</source>
        <translation>密钥文件中没有账户 %1。</translation>
    </message>
    <message>
        <source>The key file %1 could not be written: the disk is full, or the folder is not accessible. Nothing was changed.</source>
        <translation>密钥文件 %1 无法写入：磁盘已满或文件夹无法访问。未作任何更改。</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>The library for geometry files cannot be loaded: %1. Install the program again.</source>
        <translation>空间数据文件程序库无法加载：%1。请重新安装程序。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>%1 is none of .gpkg, .shp, .geojson, .json, .kml, .kmz.</source>
        <translation>%1 不是.gpkg、.shp、.geojson、.json、.kml、.kmz 文件。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Nothing was kept.</source>
        <translation>%1 无法写入：%2。未留下任何文件。</translation>
    </message>
    <message>
        <source>%1, line %2: a mapping line is &quot;field = column&quot;.</source>
        <translation>%1 第 %2 行：列对应须写作“栏目 = 列”。</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>The mapping %1 cannot be read: %2.</source>
        <translation>列对应文件 %1 无法读取：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 无法读取：%2</translation>
    </message>
    <message>
        <source>%1 has no layer %2.</source>
        <translation>%1 没有图层 %2。</translation>
    </message>
    <message>
        <source>%1 has no layer with geometry.</source>
        <translation>%1 没有含图形的图层。</translation>
    </message>
    <message>
        <source>%1 is in %2. Convert it to CGCS2000 or WGS-84 first, or say which datum it is.</source>
        <translation>%1 的坐标系为 %2。请先转换为 CGCS2000 或 WGS-84，或指明其坐标系。</translation>
    </message>
    <message>
        <source>%1 does not say its coordinate system. Say which datum it is: wgs84, cgcs2000 or gcj02.</source>
        <translation>%1 未注明坐标系。请指明坐标系：wgs84、cgcs2000 或 gcj02。</translation>
    </message>
    <message>
        <source>The text of column %1 is not in %2.</source>
        <translation>列 %1 的文字不是 %2 编码。</translation>
    </message>
    <message>
        <source>The border has %1 vertices, more than %2.</source>
        <translation>边界有 %1 个顶点，超过 %2 个。</translation>
    </message>
    <message>
        <source>The point is empty.</source>
        <translation>点位为空。</translation>
    </message>
    <message>
        <source>Longitude and latitude of the point are swapped: longitude comes first.</source>
        <translation>点位的经度与纬度颠倒：应先写经度。</translation>
    </message>
    <message>
        <source>The point lies at %1, %2, outside the county.</source>
        <translation>点位于 %1，%2，在本县之外。</translation>
    </message>
    <message>
        <source>The feature has no geometry.</source>
        <translation>该要素没有图形。</translation>
    </message>
    <message>
        <source>The coordinates cannot be turned into degrees.</source>
        <translation>坐标不能换算为度。</translation>
    </message>
    <message>
        <source>The geometry is a %1, which has no place here.</source>
        <translation>图形类型为 %1，此处不能使用。</translation>
    </message>
    <message>
        <source>%1 has no column %2.</source>
        <translation>%1 没有列 %2。</translation>
    </message>
    <message>
        <source>The file ends here, after %1 of %2 features. %3</source>
        <translation>文件到此中断：共 %2 个要素，只有 %1 个。%3</translation>
    </message>
    <message>
        <source>The file could not be written: %1. Nothing was kept.</source>
        <translation>文件无法写入：%1。未留下任何文件。</translation>
    </message>
    <message>
        <source>Stopped; nothing was kept.</source>
        <translation>已停止，未留下任何文件。</translation>
    </message>
</context>
<context>
    <name>LeaderLed</name>
    <message>
        <source>A leader-led case needs the account of a county leader; nothing was changed.</source>
        <translation>包案须指定县级领导的账户，未作任何更改。</translation>
    </message>
    <message>
        <source>The leader has accepted this case; for another leader withdraw it and propose it anew.</source>
        <translation>该领导已接受包案，未作任何更改。需更换领导的，请撤回后重新提请。</translation>
    </message>
</context>
<context>
    <name>LevelCounts</name>
    <message>
        <source>The scheme &quot;%1&quot; has no level &quot;%2&quot;; levels of other schemes are not taken for it. Nothing was written.</source>
        <translation>方案“%1”没有等级“%2”；不以其他方案的等级代替。未作任何改动。</translation>
    </message>
    <message>
        <source>%1 is not in your area; nothing was written.</source>
        <translation>%1 不在您的辖区内；未作任何改动。</translation>
    </message>
    <message>
        <source>The file has no first line with the column names.</source>
        <translation>文件缺少列名所在的首行。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Line %1 has %2 cells, the first line of the file has %3.</source>
        <translation>第 %1 行有 %2 个单元格，首行有 %3 个。</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Shows this help.</source>
        <translation>显示本帮助。</translation>
    </message>
    <message>
        <source>Language of messages.</source>
        <translation>提示信息的语言。</translation>
    </message>
    <message>
        <source>Machine-readable result on standard output.</source>
        <translation>在标准输出给出机器可读的结果。</translation>
    </message>
    <message>
        <source>The account that acts (default: FENGQIAO_ACCOUNT, else admin).</source>
        <translation>执行操作的账户（默认：FENGQIAO_ACCOUNT，否则为 admin）。</translation>
    </message>
    <message>
        <source>File whose first line is the password.</source>
        <translation>首行为密码的文件。</translation>
    </message>
    <message>
        <source>Usage: fengqiaoctl COMMAND [options] FILE ...</source>
        <translation>用法：fengqiaoctl 命令 [选项] 文件 ...</translation>
    </message>
    <message>
        <source>fengqiaoctl COMMAND --help tells more. Secrets are never arguments: --password-file, the environment variable FENGQIAO_PASSWORD, or a prompt.</source>
        <translation>详见 fengqiaoctl 命令 --help。密码不作为参数传递：请用 --password-file、环境变量 FENGQIAO_PASSWORD 或按提示输入。</translation>
    </message>
    <message>
        <source>Usage: fengqiaoctl %1 %2</source>
        <translation>用法：fengqiaoctl %1 %2</translation>
    </message>
    <message>
        <source>--language is zh or en.</source>
        <translation>--language 须为 zh 或 en。</translation>
    </message>
    <message>
        <source>There is no command %1; fengqiaoctl --help lists them.</source>
        <translation>没有命令 %1；fengqiaoctl --help 列出全部命令。</translation>
    </message>
</context>
<context>
    <name>Map</name>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 m²</source>
        <translation>%1 m²</translation>
    </message>
    <message>
        <source>%1 km²</source>
        <translation>%1 km²</translation>
    </message>
    <message>
        <source>The base map %1 is not there. The map is shown as it was; choose another base map or none.</source>
        <translation>没有底图 %1。地图保持原样；请另选底图，或不用底图。</translation>
    </message>
    <message>
        <source>%1 is not a base map: a file of MBTiles with PNG, JPEG or WebP tiles, or a folder of them by zoom, column and row, is needed.</source>
        <translation>%1 不是底图：须为含 PNG、JPEG 或 WebP 瓦片的 MBTiles 文件，或按级别、列、行存放瓦片的文件夹。</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>MapMeasures</name>
    <message>
        <source>Events as listed</source>
        <translation>列表中的事件</translation>
    </message>
    <message>
        <source>Events in hand, all days</source>
        <translation>在办事件（不限日期）</translation>
    </message>
    <message>
        <source>Vacant posts</source>
        <translation>空岗</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>More households than in principle</source>
        <translation>户数超过原则上限</translation>
    </message>
    <message>
        <source>over</source>
        <translation>超限</translation>
    </message>
    <message>
        <source>within, or not known</source>
        <translation>未超限或不详</translation>
    </message>
    <message>
        <source>Generated borders</source>
        <translation>自动生成的边界</translation>
    </message>
    <message>
        <source>generated by the program</source>
        <translation>由程序自动生成</translation>
    </message>
    <message>
        <source>surveyed or drawn</source>
        <translation>测绘或绘制</translation>
    </message>
    <message>
        <source>Scheme of levels</source>
        <translation>层级方案</translation>
    </message>
    <message>
        <source>Installations</source>
        <translation>设施</translation>
    </message>
</context>
<context>
    <name>MapSettings</name>
    <message>
        <source>Base map from a file of tiles</source>
        <translation>选择底图的瓦片文件</translation>
    </message>
    <message>
        <source>Tiles (*.mbtiles)</source>
        <translation>瓦片 (*.mbtiles)</translation>
    </message>
    <message>
        <source>Base map from a folder of tiles</source>
        <translation>选择底图的瓦片文件夹</translation>
    </message>
    <message>
        <source>No base map</source>
        <translation>不用底图</translation>
    </message>
    <message>
        <source>From a file of tiles (MBTiles)</source>
        <translation>使用瓦片文件（MBTiles）</translation>
    </message>
    <message>
        <source>From a folder of tiles</source>
        <translation>使用瓦片文件夹</translation>
    </message>
    <message>
        <source>Its tiles are in GCJ-02</source>
        <translation>底图为 GCJ-02 坐标系</translation>
    </message>
</context>
<context>
    <name>MapSheets</name>
    <message>
        <source>This grid is not in force today; there is no sheet of it.</source>
        <translation>该网格今日不在有效期内，没有网格信息单。</translation>
    </message>
    <message>
        <source>%1 (demo data)</source>
        <comment>name of a centre</comment>
        <translation>%1（演示数据）</translation>
    </message>
    <message>
        <source>Sheet of the grid</source>
        <translation>网格信息单</translation>
    </message>
</context>
<context>
    <name>MapTask</name>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 km², %2 mu</source>
        <translation>%1 km²，%2 亩</translation>
    </message>
</context>
<context>
    <name>Markup</name>
    <message>
        <source>the outermost element must be &lt;document&gt;</source>
        <translation>最外层元素须为 &lt;document&gt;</translation>
    </message>
    <message>
        <source>The template %1 is faulty near line %2: %3.</source>
        <translation>模板 %1 第 %2 行附近有误：%3。</translation>
    </message>
    <message>
        <source>layout is form, letter or cover, not &quot;%1&quot;</source>
        <translation>layout 须为 form、letter 或 cover，不能是“%1”</translation>
    </message>
    <message>
        <source>&lt;%1&gt; is not an element of a document</source>
        <translation>&lt;%1&gt; 不是文书的元素</translation>
    </message>
    <message>
        <source>&lt;%1&gt; cannot stand within a line of text</source>
        <translation>&lt;%1&gt; 不能用于文字行内</translation>
    </message>
    <message>
        <source>&lt;%1&gt; cannot stand in a table</source>
        <translation>&lt;%1&gt; 不能用于表格</translation>
    </message>
    <message>
        <source>a table names the width of each column: &lt;col width=&quot;20&quot;/&gt;</source>
        <translation>表格须写明各列宽度：&lt;col width=&quot;20&quot;/&gt;</translation>
    </message>
    <message>
        <source>a row of the table has more cells than there are columns</source>
        <translation>表格中有一行的单元格多于列数</translation>
    </message>
    <message>
        <source>&lt;%1&gt; cannot stand in a row of a table</source>
        <translation>&lt;%1&gt; 不能用于表格的行</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message numerus="yes">
        <source>[text of %n character(s)]</source>
        <comment>stands for a text that is masked</comment>
        <translation>
            <numerusform>（%n 字，已隐去）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatterLook</name>
    <message>
        <source>%1?</source>
        <comment>a level that is only suggested yet</comment>
        <translation>建议%1</translation>
    </message>
    <message>
        <source>over since %1</source>
        <translation>%1 起逾期</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <comment>on a small card</comment>
        <translation>
            <numerusform>逾期 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>over</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>today</source>
        <comment>due today, on a small card</comment>
        <translation>今天</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>left, on a small card</comment>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Mediator: %1</source>
        <translation>调解员：%1</translation>
    </message>
    <message>
        <source>Triage: %1</source>
        <translation>分级诊疗：%1</translation>
    </message>
    <message>
        <source>Your role runs, secures or audits the system. It does not include reading matters, so that those who keep the files do not see what is in them.</source>
        <translation>您的角色负责系统管理、安全管理或审计，不含查看事项；管理文件的人员不接触其中内容。</translation>
    </message>
</context>
<context>
    <name>MatterView</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>This matter does not exist, or you may not see it.</source>
        <translation>该事项不存在，或您无权查看。</translation>
    </message>
</context>
<context>
    <name>Matters</name>
    <message>
        <source>The score suggests another level; to confirm a different one, give a reason.</source>
        <translation>评分建议的是另一等级；确认不同等级须说明理由。</translation>
    </message>
    <message>
        <source>The triage table names another way; to send the matter elsewhere, give a reason.</source>
        <translation>按分级诊疗规则应走另一途径；另行分流须说明理由。</translation>
    </message>
    <message>
        <source>This room does not exist or is closed; nothing was assigned.</source>
        <translation>该调解室不存在或已停用，未交办。</translation>
    </message>
    <message>
        <source>The triage table names another kind of room; to use this one, give a reason.</source>
        <translation>按分级诊疗规则应使用另一类调解室；改用此室须说明理由。</translation>
    </message>
    <message>
        <source>This room has as many matters as it can take.</source>
        <translation>该调解室在办事项已满。</translation>
    </message>
    <message>
        <source>The mediator has the same name as a party; please make sure that there is no conflict of interest.</source>
        <translation>调解员与一方当事人同名，请确认无利益冲突。</translation>
    </message>
    <message>
        <source>This account is not an active mediator; nothing was assigned.</source>
        <translation>该账户不是在册调解员，未交办。</translation>
    </message>
    <message>
        <source>This mediator has recused from the matter; choose another.</source>
        <translation>该调解员已就本事项回避，请另选。</translation>
    </message>
    <message>
        <source>The numbers of %1 have gaps: %2 records, last number %3.</source>
        <translation>%1 的编号不连续：共 %2 条记录，末号为 %3。</translation>
    </message>
    <message>
        <source>A time limit still runs for %1, which is finished.</source>
        <translation>%1 已办结，但仍有时限在计时。</translation>
    </message>
    <message>
        <source>A party needs the name of a person or of an organisation; nothing was written.</source>
        <translation>当事人须有个人姓名或单位名称，未保存。</translation>
    </message>
    <message>
        <source>A matter cannot be merged into itself; nothing was changed.</source>
        <translation>事项不能与自身并案，未作任何更改。</translation>
    </message>
    <message>
        <source>The matter to merge into is finished or does not exist; nothing was changed.</source>
        <translation>要并入的事项已办结或不存在，未作任何更改。</translation>
    </message>
</context>
<context>
    <name>MediatorBoard</name>
    <message>
        <source>on leave until %1</source>
        <translation>请假至 %1</translation>
    </message>
    <message>
        <source>leave from %1</source>
        <translation>%1 起请假</translation>
    </message>
    <message>
        <source>no session booked</source>
        <translation>未预约调解会</translation>
    </message>
    <message>
        <source>next: %1, %2</source>
        <translation>下一场：%1，%2</translation>
    </message>
    <message>
        <source>not offered</source>
        <translation>不予推荐</translation>
    </message>
    <message>
        <source>chief</source>
        <translation>首席</translation>
    </message>
    <message>
        <source>expert</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
    <message numerus="yes">
        <source>%n relations</source>
        <translation>
            <numerusform>回避关系 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 matters</source>
        <translation>在办 %1 件，最多 %2 件</translation>
    </message>
    <message numerus="yes">
        <source>%n matters</source>
        <translation>
            <numerusform>在办 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions this week</source>
        <translation>
            <numerusform>本周调解会 %n 场</numerusform>
        </translation>
    </message>
    <message>
        <source>Declared relations: %1</source>
        <translation>已申报的回避关系：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n declared relations</source>
        <translation>
            <numerusform>已申报回避关系 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MediatorsWork</name>
    <message numerus="yes">
        <source>%1 % of %n case(s), 95 % interval %2: shown, not scored</source>
        <translation>
            <numerusform>%n件中成功%1%，95% 置信区间%2；仅列示，不计分</numerusform>
        </translation>
    </message>
    <message>
        <source>No case was concluded in this month.</source>
        <translation>本月没有办结的案件。</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Objected to</source>
        <translation>提出异议</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>A month is written like 2026-09.</source>
        <translation>月份请写作 2026-09。</translation>
    </message>
    <message>
        <source>Appraisals and subsidies are not open to your role.</source>
        <translation>您的角色不能查看考评与补贴。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a step and when it was taken</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Appraisal of a mediator, %1</source>
        <translation>调解员考评表（%1）</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>分值</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Success: %1</source>
        <translation>调解成功率：%1</translation>
    </message>
    <message>
        <source>Objection: %1</source>
        <translation>异议：%1</translation>
    </message>
    <message>
        <source>Answer: %1</source>
        <translation>答复：%1</translation>
    </message>
    <message>
        <source>Mediator</source>
        <translation>调解员</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>主任</translation>
    </message>
    <message>
        <source>Case subsidies, %1</source>
        <translation>以案定补发放表（%1）</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>计算依据</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>金额（元）</translation>
    </message>
</context>
<context>
    <name>MetricBook</name>
    <message>
        <source>There is no kind of record &quot;%1&quot;.</source>
        <translation>没有记录类别“%1”。</translation>
    </message>
    <message>
        <source>%1 has no field &quot;%2&quot;.</source>
        <translation>%1 没有字段“%2”。</translation>
    </message>
    <message>
        <source>There is no function &quot;%1&quot;.</source>
        <translation>没有函数“%1”。</translation>
    </message>
    <message>
        <source>%1 is personal data; no figure is grouped by it.</source>
        <translation>%1 属于个人信息，指标不得按其分组。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; reads a field that %2 does not have.</source>
        <translation>“%1”读取的字段，%2 中没有。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no link of %2 and a field behind it.</source>
        <translation>“%1”不是 %2 的“关联.字段”。</translation>
    </message>
    <message>
        <source>There is no map or table &quot;%1&quot;.</source>
        <translation>没有对照表或表“%1”。</translation>
    </message>
    <message>
        <source>There is no kind of metric &quot;%1&quot;.</source>
        <translation>没有计算方式“%1”。</translation>
    </message>
    <message>
        <source>%1 counts nothing: it has no base.</source>
        <translation>%1 没有计数对象：缺少基表。</translation>
    </message>
    <message>
        <source>%1 is taken by &quot;%2&quot;, which is no date.</source>
        <translation>%1 的归期字段“%2”不是日期。</translation>
    </message>
    <message>
        <source>%1 ends by &quot;%2&quot;, which is no date.</source>
        <translation>%1 的截止字段“%2”不是日期。</translation>
    </message>
    <message>
        <source>%1 sums &quot;%2&quot;, which is no whole number.</source>
        <translation>%1 的合计字段“%2”不是整数。</translation>
    </message>
    <message>
        <source>%1 does not say what is computed.</source>
        <translation>%1 未写明计算内容。</translation>
    </message>
    <message>
        <source>%1 is a ratio without numerator or denominator.</source>
        <translation>%1 是比率，但缺少分子或分母。</translation>
    </message>
    <message>
        <source>%1 is made of itself: the ratios form a loop.</source>
        <translation>%1 由其自身构成：比率循环引用。</translation>
    </message>
    <message>
        <source>%1 divides by or through %2, which is no count or sum.</source>
        <translation>%1 的分子或分母含有 %2，该项不是计数或求和。</translation>
    </message>
    <message>
        <source>%1 is no figure that is counted.</source>
        <translation>%1不是计数指标。</translation>
    </message>
    <message>
        <source>%1 cannot be split by &quot;%2&quot; and &quot;%3&quot; at once.</source>
        <translation>%1不能同时按“%2”和“%3”拆分。</translation>
    </message>
    <message>
        <source>There is no rule &quot;%1&quot; that computes.</source>
        <translation>没有名为“%1”的计算规则。</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>%1 cannot be asked for by &quot;%2&quot;; possible: %3.</source>
        <translation>%1 不能按“%2”查询；可用：%3。</translation>
    </message>
    <message>
        <source>Shares by the method of the largest remainder; rounded one by one they would add up to %1 %.</source>
        <translation>占比按最大余额法计算；如逐项四舍五入，合计为%1%。</translation>
    </message>
    <message>
        <source>%1 is no stock; only what is open has an age.</source>
        <translation>%1不是存量指标；只有未办结的才有已办时长。</translation>
    </message>
    <message>
        <source>compared with the same period of last year</source>
        <translation>与上年同期相比</translation>
    </message>
    <message>
        <source>compared with the period before</source>
        <translation>与上期相比</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>A figure needs its first and its last day.</source>
        <translation>指标须有起始日和截止日。</translation>
    </message>
    <message>
        <source>The period ends on %1, before it begins on %2; turn the two days round.</source>
        <translation>期间于 %1 截止，早于起始日 %2；请将两个日期对调。</translation>
    </message>
    <message>
        <source>The period begins on %1, which is still to come: there is nothing to count yet.</source>
        <translation>期间自 %1 开始，该日尚未到来，暂无可统计的内容。</translation>
    </message>
    <message>
        <source>There is no division &quot;%1&quot; in this county.</source>
        <translation>本县没有区划“%1”。</translation>
    </message>
    <message>
        <source>Figures of %1 are not open to you; your area is %2.</source>
        <translation>您无权查看 %1 的指标；您的辖区为 %2。</translation>
    </message>
    <message>
        <source>There is no figure &quot;%1&quot; in the dictionary.</source>
        <translation>指标字典中没有指标“%1”。</translation>
    </message>
    <message>
        <source>%1 is not open to your role.</source>
        <translation>您的角色无权查看%1。</translation>
    </message>
    <message>
        <source>The list behind %1 is for the centre only.</source>
        <translation>%1的明细清单仅供中心查看。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未填写</translation>
    </message>
    <message>
        <source>The counters do not hold %1 in this split; the wall shows nothing else.</source>
        <translation>计数器中没有按此划分的%1；大屏只显示计数器中的内容。</translation>
    </message>
    <message>
        <source>There is no band of ages &quot;%1&quot;.</source>
        <translation>没有名为“%1”的时长档。</translation>
    </message>
    <message>
        <source>This file did not keep the rows behind %1 as they stood then.</source>
        <translation>本文件没有保留%1当时的明细。</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>The amount %1 is out of range. It must be between 0 and 100,000,000,000 yuan.</source>
        <translation>金额 %1 超出范围，须在 0 至 100,000,000,000 元之间。</translation>
    </message>
    <message>
        <source>“%1” is not an amount of money. Please write yuan with at most two decimals, as in 2000.50.</source>
        <translation>“%1”不是金额。请以元为单位填写，最多两位小数，例如 2000.50。</translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation>%1 元</translation>
    </message>
</context>
<context>
    <name>MyList</name>
    <message>
        <source>Task of a consultation</source>
        <translation>会诊任务</translation>
    </message>
    <message>
        <source>Instalment %1</source>
        <translation>第 %1 期</translation>
    </message>
    <message>
        <source>Session at %1</source>
        <translation>%1 调解会</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>调解会</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>预警复评</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>The size %1 is not of the form 1366x768. Please correct it.</source>
        <translation>尺寸 %1 不是 1366x768 的格式。请更正。</translation>
    </message>
    <message>
        <source>--%1 knows %2, not %3.</source>
        <translation>--%1 可用 %2，不能用 %3。</translation>
    </message>
    <message>
        <source>The command centre of a county governance centre.</source>
        <translation>县级综治中心指挥台。</translation>
    </message>
    <message>
        <source>A county&apos;s file (*.fengqiao); without it the start page opens.</source>
        <translation>县数据文件（*.fengqiao）；不指定则打开起始页。</translation>
    </message>
    <message>
        <source>Sign in as this account.</source>
        <translation>以此账户登录。</translation>
    </message>
    <message>
        <source>Read the password from the first line of this file.</source>
        <translation>从此文件首行读取密码。</translation>
    </message>
    <message>
        <source>Language of the window: zh or en.</source>
        <translation>界面语言：zh 或 en。</translation>
    </message>
    <message>
        <source>Appearance: light, dark or system.</source>
        <translation>外观：light（浅色）、dark（深色）或 system（跟随系统）。</translation>
    </message>
    <message>
        <source>Play the acceptance scenario on a county of its own and leave pictures in this folder.</source>
        <translation>在单独的县数据文件上演示验收情景，并将截图存入此文件夹。</translation>
    </message>
    <message>
        <source>Size of the window, e.g. 1366x768.</source>
        <translation>窗口尺寸，例如 1366x768。</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>显示本帮助。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>Only one file can be opened.</source>
        <translation>只能打开一个文件。</translation>
    </message>
    <message>
        <source>--wall needs the county&apos;s file.</source>
        <translation>--wall 需要指明本县的文件。</translation>
    </message>
    <message>
        <source>--screens takes numbers of monitors such as 1,2, or all, not %1.</source>
        <translation>--screens 接受显示器序号（如 1,2）或 all，而不是 %1。</translation>
    </message>
    <message>
        <source>Show nothing but the big screen of FILE; Ctrl+Shift+Q leaves it.</source>
        <translation>只显示 FILE 的大屏；按 Ctrl+Shift+Q 退出。</translation>
    </message>
    <message>
        <source>Monitors of the big screen, e.g. 1, 1,2 or all.</source>
        <translation>大屏所用的显示器，如 1、1,2 或 all。</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>The instalments add up to %1, but the agreement names %2; nothing was written.</source>
        <translation>各期合计 %1，协议金额为 %2，未保存。请核对各期金额。</translation>
    </message>
    <message>
        <source>Instalment %1 was performed on %2 already; nothing was written.</source>
        <translation>第 %1 期已于 %2 履行，未保存。</translation>
    </message>
    <message>
        <source>The agreement in force has no instalment %1; nothing was written.</source>
        <translation>现行协议没有第 %1 期，未保存。请核对期次。</translation>
    </message>
    <message>
        <source>Instalment %1 is due on %2 only and cannot be broken before.</source>
        <translation>第 %1 期 %2 到期，到期前不能报告未履行，未保存。</translation>
    </message>
    <message>
        <source>The matter was accepted on %1; an agreement cannot take effect before.</source>
        <translation>本事项于 %1 受理，协议生效日期不能早于该日，未保存。</translation>
    </message>
    <message>
        <source>Instalment %1 is due after the last day that the agreement names.</source>
        <translation>第 %1 期的到期日晚于协议约定的最后期限，请核对。</translation>
    </message>
    <message>
        <source>Every instalment is performed: please record full performance now.</source>
        <translation>各期均已履行，请办理确认履行完毕。</translation>
    </message>
    <message>
        <source>The leader and the director must both agree; one person cannot do it alone.</source>
        <translation>须由包案领导和主任分别同意，不能由一人办理，未保存。</translation>
    </message>
    <message numerus="yes">
        <source>%n instalment(s) are not performed.</source>
        <translation>
            <numerusform>还有 %n 期未履行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Performed on %1.</source>
        <translation>已于 %1 履行完毕。</translation>
    </message>
    <message>
        <source>Lawful exit on %1.</source>
        <translation>已于 %1 依法退出。</translation>
    </message>
    <message>
        <source>Neither performance nor a lawful exit is on record.</source>
        <translation>没有履行完毕或依法退出的记录。</translation>
    </message>
    <message>
        <source>There was no follow-up yet.</source>
        <translation>尚未回访。</translation>
    </message>
    <message>
        <source>The last follow-up, on %1, reached nobody.</source>
        <translation>最近一次回访（%1）未联系到本人。</translation>
    </message>
    <message>
        <source>The last follow-up, on %1, was less than %2 days after performance or outcome.</source>
        <translation>最近一次回访（%1）距履行或结果不足 %2 天。</translation>
    </message>
    <message>
        <source>%1 of %2 rounds are done.</source>
        <translation>已回访 %1 轮，应回访 %2 轮。</translation>
    </message>
    <message>
        <source>Followed up on %1.</source>
        <translation>已于 %1 回访。</translation>
    </message>
    <message>
        <source>No warning is open.</source>
        <translation>没有未解除的预警。</translation>
    </message>
    <message>
        <source>Not cleared yet: %1.</source>
        <translation>尚未解除：%1。</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有未办结的吹哨、督办、会诊。</translation>
    </message>
    <message>
        <source>Still open: %1.</source>
        <translation>尚未办结：%1。</translation>
    </message>
    <message>
        <source>Every paper that is needed is there.</source>
        <translation>所需文书齐全。</translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation>尚缺：%1。</translation>
    </message>
    <message>
        <source>No outcome is on record: please choose one.</source>
        <translation>尚无办理结果的记录，未保存。请选择办理结果。</translation>
    </message>
    <message>
        <source>The outcome on record is &quot;%1&quot;; closing cannot change it.</source>
        <translation>已记录的办理结果为“%1”，结案时不能更改，未保存。</translation>
    </message>
    <message>
        <source>The dossier has the number %1 already.</source>
        <translation>卷宗已有编号 %1，未保存。</translation>
    </message>
    <message>
        <source>A new risk was found: please record a relapse or an emergency.</source>
        <translation>发现新的风险，请登记反弹或紧急处置。</translation>
    </message>
    <message>
        <source>Nobody was reached: this follow-up does not count, please plan another.</source>
        <translation>未联系到本人，本次回访不计入，请另行安排回访。</translation>
    </message>
    <message>
        <source>It is less than %1 days after performance or outcome: this follow-up does not count for the write-off.</source>
        <translation>距履行或结果不足 %1 天，本次回访不计入销号条件。</translation>
    </message>
    <message>
        <source>Performance or outcome was on %1; a follow-up cannot be before.</source>
        <translation>履行或结果日期为 %1，回访不能早于该日，未保存。</translation>
    </message>
    <message>
        <source>The next round is round %1.</source>
        <translation>下一轮应为第 %1 轮，未保存。请更正轮次。</translation>
    </message>
    <message numerus="yes">
        <source>At this level %n round(s) are visited and all are done; the matter can be written off.</source>
        <translation>
            <numerusform>此等级应回访 %n 轮，均已完成，未保存。本事项可以办理销号。</numerusform>
        </translation>
    </message>
    <message>
        <source>Follow-ups of this matter count from %1, the day of performance or outcome.</source>
        <translation>本事项的回访自履行或结果之日 %1 起算，未保存。请更正日期。</translation>
    </message>
    <message>
        <source>The instalments of %1 add up to %2, but it names %3.</source>
        <translation>%1 的各期合计 %2，协议金额为 %3。</translation>
    </message>
    <message>
        <source>The shares add up to %1 per cent instead of 100; nothing was written.</source>
        <translation>各人份额合计 %1%，应为 100%，未保存。</translation>
    </message>
    <message>
        <source>A mediator is named twice among the shares; nothing was written.</source>
        <translation>份额中有调解员重复，未保存。</translation>
    </message>
</context>
<context>
    <name>Outlines</name>
    <message>
        <source>The file of county outlines, %1, is damaged. Install the program again.</source>
        <translation>县界轮廓文件 %1 已损坏。请重新安装程序。</translation>
    </message>
    <message>
        <source>The file of county outlines, %1, cannot be read: %2. Install the program again.</source>
        <translation>县界轮廓文件 %1 无法读取：%2。请重新安装程序。</translation>
    </message>
</context>
<context>
    <name>Oversight</name>
    <message>
        <source>The numbers of letters %1 have gaps: %2 letters, last number %3.</source>
        <translation>督办函 %1 的编号不连续：共 %2 份，末号为 %3。</translation>
    </message>
    <message>
        <source>The score now suggests a milder level; the warning stays until it is lowered.</source>
        <translation>现评分建议的等级较低；办理下调之前，预警保持不变。</translation>
    </message>
    <message>
        <source>Only member units can be called; nothing was done.</source>
        <translation>只能向成员单位吹哨，未执行。</translation>
    </message>
    <message>
        <source>At most one of the units called may lead; nothing was done.</source>
        <translation>被叫单位中只能有一个牵头，未执行。请更正后重新吹哨。</translation>
    </message>
    <message>
        <source>The lead declined: the director decides who leads now.</source>
        <translation>牵头单位已拒绝，由主任决定谁来牵头。</translation>
    </message>
    <message>
        <source>Two units declined: the matter now goes to the director.</source>
        <translation>已有两个单位拒绝，本事项转由主任处理。</translation>
    </message>
</context>
<context>
    <name>Package</name>
    <message>
        <source>The document could not be packed: %1.</source>
        <translation>文书无法生成：%1。</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>The template %1 cannot be read: %2.</source>
        <translation>模板 %1 无法读取：%2。</translation>
    </message>
    <message>
        <source>The template %1 is faulty: %2.</source>
        <translation>模板 %1 有误：%2。</translation>
    </message>
    <message>
        <source>a shared part cannot include another</source>
        <translation>公共部分不能再引用其他公共部分</translation>
    </message>
    <message>
        <source>The folder of document templates, %1, is missing or empty.</source>
        <translation>文书模板文件夹 %1 缺失或为空。</translation>
    </message>
    <message>
        <source>The document was not made: its template %1 asks for &quot;%2&quot;, which is not recorded yet. Record it first, or let the template allow a blank there (optional: %2).</source>
        <translation>文书未制作：模板 %1 需要“%2”，该项尚未登记。请先登记，或将模板中该处设为可空（optional: %2）。</translation>
    </message>
    <message>
        <source>There is no template for a document &quot;%1&quot;.</source>
        <translation>没有文书“%1”的模板。</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>There is no folder %1.</source>
        <translation>没有文件夹 %1。</translation>
    </message>
    <message>
        <source>%1: a document is kept as .pdf, .odt or .docx.</source>
        <translation>%1：文书须存为 .pdf、.odt 或 .docx。</translation>
    </message>
    <message>
        <source>This build has no window parts and cannot make PDF files; use the full build, or write .odt or .docx.</source>
        <translation>本程序为无界面版本，不能生成 PDF。请使用完整版，或存为 .odt、.docx。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Nothing was kept there.</source>
        <translation>%1 无法写入：%2。该处未留下任何文件。</translation>
    </message>
    <message>
        <source>There is no matter and no visit &quot;%1&quot;, or not for this account.</source>
        <translation>没有事项或来访“%1”，或该账户无权查看。</translation>
    </message>
    <message>
        <source>Print personal data in full, for this reason; it is recorded.</source>
        <translation>按所填理由印出完整个人信息，并记入审计日志。</translation>
    </message>
    <message>
        <source>Leave out who took the data out and when (with --unmask).</source>
        <translation>不印导出人和导出时间（与 --unmask 同用）。</translation>
    </message>
    <message>
        <source>The county&apos;s own templates (default: FILE with the ending .templates).</source>
        <translation>本县自有的模板（默认：FILE 改以 .templates 结尾）。</translation>
    </message>
    <message>
        <source>Writes one document of a matter or a visit.</source>
        <translation>写出事项或来访的一份文书。</translation>
    </message>
    <message>
        <source>Writes the dossier of a matter: cover, contents, documents, scans, back.</source>
        <translation>写出事项的卷宗：封面、目录、文书、扫描件、封底。</translation>
    </message>
    <message>
        <source>This record does not exist, or it is not open to you.</source>
        <translation>该记录不存在，或您无权查看。</translation>
    </message>
    <message>
        <source>File %1 of %2: %3</source>
        <translation>%2 的文件 %1：%3</translation>
    </message>
    <message numerus="yes">
        <source>%n stored file(s) belong to no record.</source>
        <translation>
            <numerusform>有 %n 个已存入的文件不属于任何记录。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Password</name>
    <message>
        <source>The password file %1 cannot be read: %2.</source>
        <translation>密码文件 %1 无法读取：%2。</translation>
    </message>
    <message>
        <source>No password was given: use --password-file, or the environment variable FENGQIAO_PASSWORD, or run in a terminal.</source>
        <translation>未提供密码：请用 --password-file 或环境变量 FENGQIAO_PASSWORD，或在终端中运行。</translation>
    </message>
</context>
<context>
    <name>Pdf</name>
    <message>
        <source>The PDF file could not be made.</source>
        <translation>PDF 文件未能生成。</translation>
    </message>
    <message>
        <source>The work was stopped; nothing was kept.</source>
        <translation>操作已停止，未留下任何文件。</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>pinyin</source>
        <translation>拼音</translation>
    </message>
    <message>
        <source>pinyin initials</source>
        <translation>拼音首字母</translation>
    </message>
    <message>
        <source>end of the document number</source>
        <translation>证件号码尾号</translation>
    </message>
    <message>
        <source>document number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>same document number</source>
        <translation>证件号码相同</translation>
    </message>
    <message>
        <source>document number differs in one place</source>
        <translation>证件号码仅一位不同</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>姓名相同</translation>
    </message>
    <message>
        <source>name sounds the same</source>
        <translation>姓名读音相同</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>phone differs in one place</source>
        <translation>电话仅一位不同</translation>
    </message>
    <message>
        <source>same birth date</source>
        <translation>出生日期相同</translation>
    </message>
    <message>
        <source>similar address</source>
        <translation>地址相近</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between reasons</comment>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>来访 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>事项 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Persons</name>
    <message>
        <source>This document is on file under another name (%1); the record on file was kept. Please check.</source>
        <translation>该证件已以另一姓名（%1）存档，原记录未变。请核对。</translation>
    </message>
    <message>
        <source>A person needs a name; nothing was written.</source>
        <translation>人员须有姓名，未保存。</translation>
    </message>
</context>
<context>
    <name>Perspectives</name>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Mediation</source>
        <translation>调解</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>指挥</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>A mobile number has 11 digits and begins with 1; another number has 5 to 15 digits with its area code.</source>
        <translation>手机号码为 11 位，以 1 开头；其他号码连同区号为 5 至 15 位。</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>The file is cut off or damaged; it was not taken. Please copy it again from where it came.</source>
        <translation>该文件不完整或已损坏，未存入。请从原处重新复制。</translation>
    </message>
    <message>
        <source>The file tells the place where it was recorded and this cannot be taken out of it; it was not taken. Please switch off the recording of places, or save it in another format.</source>
        <translation>该文件带有录制地点且无法去除，未存入。请关闭地点记录，或另存为其他格式后再添加。</translation>
    </message>
</context>
<context>
    <name>Pool</name>
    <message>
        <source>%1 (rule %2); nothing was changed.</source>
        <translation>%1（规则 %2），未作任何更改。</translation>
    </message>
    <message>
        <source>A mediator keeps only the own profile</source>
        <translation>调解员只能维护本人的信息</translation>
    </message>
    <message>
        <source>This is set by those who run the mediator pool</source>
        <translation>此项由调解员人才库的管理人员设定</translation>
    </message>
    <message>
        <source>A leave ends on or after the day it begins</source>
        <translation>请假结束日期不能早于开始日期</translation>
    </message>
    <message>
        <source>A session booked for %1 needs another mediator.</source>
        <translation>已预约于 %1 的调解会须另定调解员。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>with whom, on which ground</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>recused from this matter before</source>
        <translation>曾就本事项回避</translation>
    </message>
    <message>
        <source>declared a relation to a party: %1</source>
        <translation>已申报与当事人有回避关系：%1</translation>
    </message>
    <message>
        <source>This account is not in the mediator pool</source>
        <translation>该账户不在调解员人才库中</translation>
    </message>
    <message>
        <source>This mediator must not have the matter: %1</source>
        <translation>该调解员不得承办本事项：%1</translation>
    </message>
    <message>
        <source>The mediator is on leave today.</source>
        <translation>该调解员今日请假。</translation>
    </message>
</context>
<context>
    <name>QueueWords</name>
    <message>
        <source>Unnamed</source>
        <translation>未留姓名</translation>
    </message>
    <message numerus="yes">
        <source>%1 and others, %n person(s)</source>
        <comment>name and head-count</comment>
        <translation>
            <numerusform>%1等 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚到</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>how long somebody waits</comment>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>called</source>
        <translation>已叫号</translation>
    </message>
    <message>
        <source>%1 · repeat visit</source>
        <translation>%1 · 重复访</translation>
    </message>
</context>
<context>
    <name>Read</name>
    <message>
        <source>There is no kind &quot;%1&quot;. Kinds: %2.</source>
        <translation>没有类别“%1”。类别有：%2。</translation>
    </message>
    <message>
        <source>There is no %1 &quot;%2&quot;, or not for this account.</source>
        <translation>没有 %1“%2”，或该账户无权查看。</translation>
    </message>
    <message>
        <source>There is no action &quot;%1&quot;.</source>
        <translation>没有操作“%1”。</translation>
    </message>
    <message>
        <source>--limit takes a whole number from 1 on.</source>
        <translation>--limit 须为不小于 1 的整数。</translation>
    </message>
    <message>
        <source>Lists every action with its fields, who may take it and from which state.</source>
        <translation>列出各项操作的栏目、办理角色和起始状态。</translation>
    </message>
    <message>
        <source>Shows one record with its history, masked as the account may see it.</source>
        <translation>显示一条记录及其历史，按账户权限遮掩。</translation>
    </message>
    <message>
        <source>Lists records of a kind, newest first.</source>
        <translation>列出一类记录，新的在前。</translation>
    </message>
    <message>
        <source>Condition, e.g. &quot;state = M50 and level in (orange, red)&quot;.</source>
        <translation>条件，例如“state = M50 and level in (orange, red)”。</translation>
    </message>
    <message>
        <source>At most so many rows (default 100).</source>
        <translation>最多行数（默认 100）。</translation>
    </message>
    <message>
        <source>Finds people and matters by name, pinyin, initials, number tails or address.</source>
        <translation>按姓名、拼音、首字母、号码尾号或地址查找人员和事项。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 无法写入：%2。</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>Writes the content of an attachment to OUT; leaves an audit row.</source>
        <translation>将附件内容写出到 OUT，并记入审计日志。</translation>
    </message>
</context>
<context>
    <name>Rebuild</name>
    <message>
        <source>Event %1 of %2 does not follow the event before it.</source>
        <translation>%2 的第 %1 条历史与上一条不衔接。</translation>
    </message>
    <message>
        <source>The history of %1 has %2 events, but its last one is number %3.</source>
        <translation>%1 的历史有 %2 条，末条序号为 %3。</translation>
    </message>
    <message>
        <source>An entry in the ledger of this time limit is missing.</source>
        <translation>该时限的台账缺少一条记录。</translation>
    </message>
    <message>
        <source>The ledger of this time limit counts to %1, but its last entry says %2.</source>
        <translation>该时限按台账应为 %1，但末条记录为 %2。</translation>
    </message>
    <message>
        <source>This record of %1 has no history.</source>
        <translation>%1 的该记录没有历史。</translation>
    </message>
    <message>
        <source>This record of %1 is in state %2, but its history says %3.</source>
        <translation>%1 的该记录状态为 %2，但历史中为 %3。</translation>
    </message>
    <message>
        <source>The time limit %1 has no ledger.</source>
        <translation>时限 %1 没有台账。</translation>
    </message>
    <message>
        <source>The time limit %1 shows %2, but its ledger computes %3.</source>
        <translation>时限 %1 显示为 %2，按台账计算为 %3。</translation>
    </message>
    <message>
        <source>%1 time limits have a ledger but are not shown.</source>
        <translation>有 %1 项时限有台账而未显示。</translation>
    </message>
</context>
<context>
    <name>Reception</name>
    <message>
        <source>The arrival time %1 lies in the future. Give the time at which the visitor came.</source>
        <translation>到访时间 %1 晚于现在。请填写来访人实际到达的时间。</translation>
    </message>
    <message>
        <source>There is no such matter.</source>
        <translation>没有该事项。</translation>
    </message>
    <message>
        <source>The end %1 lies before the arrival %2.</source>
        <translation>结束时间 %1 早于到访时间 %2。</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>无人等候。</translation>
    </message>
    <message>
        <source>There is no such visit.</source>
        <translation>没有该来访登记。</translation>
    </message>
    <message>
        <source>The visit names a matter that does not exist.</source>
        <translation>该来访关联的事项不存在。</translation>
    </message>
</context>
<context>
    <name>Reconciliation</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 is not the sum of its parts: %2 make %3, a difference of %4.</source>
        <translation>%1不等于各部分之和：%2合计%3，相差%4。</translation>
    </message>
    <message>
        <source>%1 does not follow from its counts: %2 / %3 = %4 %.</source>
        <translation>%1与其计数不符：%2 / %3 = %4%。</translation>
    </message>
    <message>
        <source>%1 is impossible over %2: %3 would give %4 %, and %5 would give %6 %. The denominator is another one.</source>
        <translation>%1以%2为分母不能得出：%3得%4%，%5得%6%。分母应为另一数字。</translation>
    </message>
    <message>
        <source>%1 cannot be rebuilt from %2 and any whole number of the year before; say what grew and from how many.</source>
        <translation>由%2和上年的任何整数均不能得出%1；请说明增长的是哪一项、由多少增长而来。</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>The shares %1 make %2 instead of 100; print them by the method of the largest remainder, or say that they were rounded.</source>
        <translation>各项占比%1合计为%2，而不是100；请按最大余额法列出，或注明已四舍五入。</translation>
    </message>
    <message>
        <source>%1 is declared in %2, but %3 is counted in %4.</source>
        <translation>%1申报的单位为%2，而%3的计数单位为%4。</translation>
    </message>
    <message>
        <source>%1 was declared, but the list behind &quot;%2&quot; gives %3.</source>
        <translation>%1为申报数，而“%2”的明细清单为%3。</translation>
    </message>
    <message>
        <source>%1 was %2 in the period before: a change of %3 %. Confirm it or correct it.</source>
        <translation>%1上期为%2，变化%3%。请确认或更正。</translation>
    </message>
    <message>
        <source>Declared figures are not open to your role.</source>
        <translation>您的角色无权查看申报数据。</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>%1 exists already and was not touched. Choose another folder.</source>
        <translation>%1 已存在，未作改动。请换一个文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 could not be made.</source>
        <translation>无法建立文件夹 %1。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>文件 %1 无法读取：%2。</translation>
    </message>
    <message>
        <source>The file %1 holds no JSON object: %2.</source>
        <translation>文件 %1 不是 JSON 对象：%2。</translation>
    </message>
    <message>
        <source>Say with --out in which folder the files go.</source>
        <translation>请用 --out 指明文件写入的文件夹。</translation>
    </message>
    <message>
        <source>Freezes an issue and writes it as PDF, ODT, DOCX and XLSX; a frozen one is written again as it is.</source>
        <translation>将刊期定稿并写成 PDF、ODT、DOCX 和 XLSX；已定稿的按定稿内容重新写出。</translation>
    </message>
    <message>
        <source>2026, 2026-09, 2026-09..2026-10 or 2026-09-14..2026-09-20.</source>
        <translation>2026、2026-09、2026-09..2026-10 或 2026-09-14..2026-09-20。</translation>
    </message>
    <message>
        <source>Folder of the files.</source>
        <translation>文件所在的文件夹。</translation>
    </message>
    <message>
        <source>Computed now and marked as a draft; nothing is frozen.</source>
        <translation>即时计算并标为草稿，不定稿。</translation>
    </message>
    <message>
        <source>JSON object of what people wrote: block, case, case_matter, suggestions.</source>
        <translation>人工填写的文字，JSON 对象：文字块、case、case_matter、suggestions。</translation>
    </message>
    <message>
        <source>Freeze although the period is not over; that is written on it.</source>
        <translation>期间未结束也定稿，并标明阶段性数据。</translation>
    </message>
    <message>
        <source>Computes a frozen issue anew: the same hash, or which figures would be different and why.</source>
        <translation>重新计算已定稿的刊期：哈希值相同，或者指出哪些数据不同及其原因。</translation>
    </message>
</context>
<context>
    <name>RoomCalendar</name>
    <message>
        <source>from %1</source>
        <comment>arrives</comment>
        <translation>%1 到场</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>side: where it waits</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Occupied</source>
        <translation>已占用</translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message>
        <source>mediates %1</source>
        <translation>擅长%1</translation>
    </message>
    <message>
        <source>%1 of %2 matters at hand</source>
        <translation>在办 %1 件，最多 %2 件</translation>
    </message>
    <message>
        <source>%1 matters at hand</source>
        <translation>在办 %1 件</translation>
    </message>
    <message>
        <source>has the same name as a party, please check</source>
        <translation>与一方当事人同名，请核对</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between reasons</comment>
        <translation>；</translation>
    </message>
    <message>
        <source>speaks %1</source>
        <translation>会%1</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between languages</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%n sessions this week</source>
        <translation>
            <numerusform>本周调解会 %n 场</numerusform>
        </translation>
    </message>
    <message>
        <source>works in %1</source>
        <translation>在%1办公</translation>
    </message>
    <message>
        <source>on leave until %1</source>
        <translation>请假至 %1</translation>
    </message>
    <message>
        <source>This room does not exist; nothing was changed.</source>
        <translation>该调解室不存在，未作任何更改。</translation>
    </message>
    <message>
        <source>A session booked for %1 needs another room.</source>
        <translation>已预约于 %1 的调解会须另定调解室。</translation>
    </message>
</context>
<context>
    <name>RuleSet</name>
    <message>
        <source>The text is not UTF-8 here; save the file as UTF-8.</source>
        <translation>此处不是 UTF-8 编码，请将文件另存为 UTF-8。</translation>
    </message>
    <message>
        <source>A control character (U+%1) stands here.</source>
        <translation>此处有控制字符（U+%1）。</translation>
    </message>
    <message>
        <source>The quote that opens here is never closed.</source>
        <translation>此处的引号没有结尾。</translation>
    </message>
    <message>
        <source>After a closing quote only a comma or the end of the line may follow.</source>
        <translation>结尾引号之后只能是逗号或行尾。</translation>
    </message>
    <message>
        <source>A quote inside a cell: put the whole cell into quotes and double this one.</source>
        <translation>单元格内有引号：请将整个单元格加引号，并将此引号写两遍。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be part of an identifier; letters, digits, _ . and - can.</source>
        <translation>标识中不能有“%1”；可用字母、数字、_ . 和 -。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no decimal number.</source>
        <translation>“%1”不是小数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in the list twice.</source>
        <translation>“%1”在列表中重复。</translation>
    </message>
    <message>
        <source>The regular expression cannot be read: %1.</source>
        <translation>正则表达式无法读取：%1。</translation>
    </message>
    <message>
        <source>Column %1 must not be empty.</source>
        <translation>列 %1 不能为空。</translation>
    </message>
    <message>
        <source>The cell holds %1 characters; %2 are allowed.</source>
        <translation>单元格有 %1 个字符，最多 %2 个。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither 0 nor 1.</source>
        <translation>“%1”不是 0 或 1。</translation>
    </message>
    <message>
        <source>The file schema.csv, which describes all others, is missing.</source>
        <translation>缺少说明其他各表的文件 schema.csv。</translation>
    </message>
    <message>
        <source>The file %1.csv is missing.</source>
        <translation>缺少文件 %1.csv。</translation>
    </message>
    <message>
        <source>schema.csv does not describe this table.</source>
        <translation>schema.csv 中没有此表的说明。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no type.</source>
        <translation>“%1”不是类型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no table.column of this schema.</source>
        <translation>“%1”不是本结构中的“表.列”。</translation>
    </message>
    <message>
        <source>The file has no first line with the column names.</source>
        <translation>文件首行缺少列名。</translation>
    </message>
    <message>
        <source>Column %1 is there twice.</source>
        <translation>列 %1 重复。</translation>
    </message>
    <message>
        <source>schema.csv knows no column &quot;%1&quot; of this table.</source>
        <translation>schema.csv 中此表没有列“%1”。</translation>
    </message>
    <message>
        <source>Column %1 is missing.</source>
        <translation>缺少列 %1。</translation>
    </message>
    <message>
        <source>The line has %1 cells, the first line of the file has %2.</source>
        <translation>该行有 %1 个单元格，首行有 %2 个。</translation>
    </message>
    <message>
        <source>The key %1 is in line %2 already.</source>
        <translation>键 %1 已在第 %2 行出现。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in %2.%3.</source>
        <translation>“%1”不在 %2.%3 中。</translation>
    </message>
    <message>
        <source>The folder %1 holds no rule tables.</source>
        <translation>文件夹 %1 中没有规则表。</translation>
    </message>
    <message>
        <source>The file %1 is too large for a rule table.</source>
        <translation>文件 %1 过大，不能作为规则表。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>文件 %1 无法读取：%2。</translation>
    </message>
</context>
<context>
    <name>RuleStore</name>
    <message>
        <source>There is no rule table &quot;%1&quot;; nothing was loaded.</source>
        <translation>没有规则表“%1”，未载入。</translation>
    </message>
    <message numerus="yes">
        <source>The rule tables have %n fault(s); nothing was loaded:</source>
        <translation>
            <numerusform>规则表有 %n 处错误，未载入：</numerusform>
        </translation>
    </message>
    <message>
        <source>The calendar %1 cannot be read: %2.</source>
        <translation>日历 %1 无法读取：%2。</translation>
    </message>
</context>
<context>
    <name>SafetyIndex</name>
    <message>
        <source>%1 against %2 on average</source>
        <translation>%1，前几年平均 %2</translation>
    </message>
    <message>
        <source>Sum of weight × S over the sum of the known weights; S = 100 − 40 × (q − 0.5) within 0 and 100 for a rate, S = p for a percentage. q: rate of the month over the mean of the same month of the years before, 0.5 added to both counts.</source>
        <translation>各项权重 × S 之和除以已知权重之和；比率项 S = 100 − 40 ×（q − 0.5），限于 0 至 100；百分比项 S = p。q 为当月比率除以前几年同月平均比率，两者件数均加 0.5。</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>A month is written like 2026-09.</source>
        <translation>月份应写作 2026-09。</translation>
    </message>
    <message>
        <source>%1 is not over yet; its figures still change.</source>
        <translation>%1 尚未结束，数据仍会变化。</translation>
    </message>
    <message>
        <source>The safety index is not open to your role.</source>
        <translation>您的角色无权查看平安指数。</translation>
    </message>
    <message>
        <source>Figures of %1 are not open to you.</source>
        <translation>您无权查看 %1 的数据。</translation>
    </message>
    <message>
        <source>An item is a rate or a percentage, not &quot;%1&quot;.</source>
        <translation>项目应为比率或百分比，不能是“%1”。</translation>
    </message>
    <message>
        <source>The weights add up to %1 instead of 100.</source>
        <translation>权重合计为 %1，应为 100。</translation>
    </message>
    <message>
        <source>The lowest band must begin at 0.</source>
        <translation>最低等次须从 0 起。</translation>
    </message>
</context>
<context>
    <name>ScoreCard</name>
    <message>
        <source>%1: %2 days</source>
        <translation>%1：%2 天</translation>
    </message>
    <message>
        <source>not: %1</source>
        <translation>无“%1”</translation>
    </message>
    <message>
        <source> and </source>
        <translation>，且</translation>
    </message>
    <message>
        <source>it would be %1 without: %2</source>
        <translation>如无以下情形，则为%1：%2</translation>
    </message>
    <message>
        <source>the points alone say the same</source>
        <translation>仅按得分也是同一等级</translation>
    </message>
    <message>
        <source>it would be %1 with %2 points more</source>
        <translation>再加 %2 分，则为%1</translation>
    </message>
    <message>
        <source>it would be %1 if: %2</source>
        <translation>如为以下情形，则为%1：%2</translation>
    </message>
    <message>
        <source>nothing that counts is known</source>
        <translation>没有已知的计分情形</translation>
    </message>
    <message>
        <source>%1 = %2 points</source>
        <translation>%1 = %2 分</translation>
    </message>
    <message>
        <source>%1 because %2 (from %3)</source>
        <translation>%1，理由：%2（%3 分起）</translation>
    </message>
    <message>
        <source>%1 because of: %2 (%3)</source>
        <translation>%1（直接触发），理由：%2（%3）</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>；%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a field and what it says</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>The address of the server cannot be read; write postgresql://ROLE@HOST/DATABASE.</source>
        <translation>服务器地址无法读取；请写作 postgresql://ROLE@HOST/DATABASE。</translation>
    </message>
    <message>
        <source>The server cannot be reached: %1. Nothing is lost; this desk goes on alone and sends its changes later.</source>
        <translation>无法连接服务器：%1。内容没有丢失；本机独立运行，稍后发送更改。</translation>
    </message>
    <message>
        <source>The server refused this desk: %1. Ask who looks after the server.</source>
        <translation>服务器拒绝了本机：%1。请联系服务器管理人员。</translation>
    </message>
    <message>
        <source>The server answered with fault %1: %2. Nothing is lost; it is tried again.</source>
        <translation>服务器返回错误 %1：%2。内容没有丢失，将再次尝试。</translation>
    </message>
    <message>
        <source>A password does not belong into an address: others can see it in the list of programs. Use --server-password-file, FENGQIAO_SERVER_PASSWORD or a passfile of libpq; nothing was done.</source>
        <translation>地址中不得含密码：他人可在程序列表中看到。请使用 --server-password-file、FENGQIAO_SERVER_PASSWORD 或 libpq 的 passfile；未执行。</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>没有响应</translation>
    </message>
    <message>
        <source>This database is set up already; nothing was changed. Use server upgrade.</source>
        <translation>该数据库已设置，未作任何更改。请使用 server upgrade。</translation>
    </message>
    <message>
        <source>This database is not set up yet; nothing was changed. Use server init.</source>
        <translation>该数据库尚未设置，未作任何更改。请使用 server init。</translation>
    </message>
    <message>
        <source>Table %1 has no column &quot;%2&quot;.</source>
        <translation>表 %1 没有列“%2”。</translation>
    </message>
    <message>
        <source>Table %1 has no unique index %2.</source>
        <translation>表 %1 没有唯一索引 %2。</translation>
    </message>
    <message>
        <source>Table %1 is without row-level security.</source>
        <translation>表 %1 未启用行级安全。</translation>
    </message>
    <message>
        <source>%1: a right that no desk and no wall may have.</source>
        <translation>%1：坐席和大屏均不得有此权限。</translation>
    </message>
    <message>
        <source>Role %1 has rights over the whole server.</source>
        <translation>角色 %1 具有整个服务器的权限。</translation>
    </message>
    <message>
        <source>Database %1 lets desks make temporary tables; use server upgrade.</source>
        <translation>数据库 %1 允许坐席创建临时表；请使用 server upgrade。</translation>
    </message>
    <message>
        <source>Function %1 is open to desks, or without a fixed search path.</source>
        <translation>函数 %1 对坐席开放，或没有固定的搜索路径。</translation>
    </message>
    <message>
        <source>This database is not set up yet; use server init.</source>
        <translation>该数据库尚未设置；请使用 server init。</translation>
    </message>
    <message>
        <source>The functions are those of another version; use server upgrade.</source>
        <translation>函数属于其他版本；请使用 server upgrade。</translation>
    </message>
    <message>
        <source>The server has no room left (%1). Nothing is lost: changes wait on this desk and are sent when there is.</source>
        <translation>服务器磁盘已满（%1）。没有任何内容丢失：更改保留在本机，待有空间后自动发送。</translation>
    </message>
    <message>
        <source>The certificate does not fit: %1. Nothing was sent; changes wait on this desk. Ask who looks after the server.</source>
        <translation>证书不符：%1。未发送任何内容，更改保留在本机。请联系服务器管理员。</translation>
    </message>
</context>
<context>
    <name>ServerCommand</name>
    <message>
        <source>The server is as it should be: tables, indexes, functions and rights.</source>
        <translation>服务器状态正常：表、索引、函数和权限均无误。</translation>
    </message>
    <message>
        <source>--county takes the six digits of a county, e.g. 620521.</source>
        <translation>--county 须为县级六位区划代码，例如 620521。</translation>
    </message>
    <message>
        <source>--area takes the 9 or 12 digits of a division of the county.</source>
        <translation>--area 须为本县区划的 9 位或 12 位代码。</translation>
    </message>
    <message>
        <source>--desk takes a number from 1 to 2047.</source>
        <translation>--desk 须为 1 至 2047 的数字。</translation>
    </message>
    <message>
        <source>init: desks need no certificate (a closed test network only).</source>
        <translation>init：坐席不需要证书（仅限封闭的测试网络）。</translation>
    </message>
    <message>
        <source>init: for demo files.</source>
        <translation>init：用于演示文件。</translation>
    </message>
    <message>
        <source>desk: six digits, GB/T 2260.</source>
        <translation>desk：六位数字，GB/T 2260。</translation>
    </message>
    <message>
        <source>desk: 9 or 12 digits, what it may see (default: the county).</source>
        <translation>desk：9 位或 12 位数字，可查看的范围（默认：全县）。</translation>
    </message>
    <message>
        <source>desk: its number (default: the next free one).</source>
        <translation>desk：坐席号（默认：下一个空号）。</translation>
    </message>
    <message>
        <source>desk: what people call it.</source>
        <translation>desk：坐席的名称。</translation>
    </message>
    <message>
        <source>desk: the name (CN) in its certificate.</source>
        <translation>desk：坐席证书中的名称（CN）。</translation>
    </message>
    <message>
        <source>desk: file with the password of the role, where one is used.</source>
        <translation>desk：角色密码文件（使用密码时）。</translation>
    </message>
    <message>
        <source>Sets up the shared PostgreSQL database, brings it to this version, checks it, registers desks.</source>
        <translation>设置共享的 PostgreSQL 数据库，升级到本版本，检查数据库，登记坐席。</translation>
    </message>
    <message>
        <source>--area takes 2, 4 or 6 digits: a province, a city or a county.</source>
        <translation>--area 取 2、4 或 6 位数字：省、市或县。</translation>
    </message>
    <message>
        <source>desk: it carries the mail van and speaks for other desks.</source>
        <translation>desk：该电脑承担离线摆渡，可代其他电脑提交。</translation>
    </message>
    <message>
        <source>desk: the key that it signs its mail with (van desk FILE says it).</source>
        <translation>desk：该电脑签署摆渡文件所用的公钥（由 van desk FILE 显示）。</translation>
    </message>
    <message>
        <source>purge takes --kind and --id of one record, e.g. --kind person.</source>
        <translation>purge 须写明一条记录的 --kind 和 --id，例如 --kind person。</translation>
    </message>
    <message>
        <source>server does init, upgrade, check, desk, wall or purge.</source>
        <translation>server 的用法为 init、upgrade、check、desk、wall 或 purge。</translation>
    </message>
    <message>
        <source>purge: what kind of record it is, e.g. person.</source>
        <translation>purge：记录的类别，例如 person。</translation>
    </message>
    <message>
        <source>purge: the record whose content is erased for good.</source>
        <translation>purge：内容将被永久删除的记录。</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>%1 (rule %2); nothing was changed.</source>
        <translation>%1（规则 %2），未作任何更改。</translation>
    </message>
    <message>
        <source>This room does not exist or is out of use</source>
        <translation>该调解室不存在或已停用</translation>
    </message>
    <message>
        <source>The room %1 has %2 seats and %3 people would take part</source>
        <translation>%1只有 %2 个座位，参加人员有 %3 人</translation>
    </message>
    <message>
        <source>A step-free room is needed and %1 is not</source>
        <translation>需要无障碍调解室，%1不是无障碍调解室</translation>
    </message>
    <message>
        <source>A session ends after it begins and on the same day</source>
        <translation>调解会的结束时间须晚于开始时间，并在同一天</translation>
    </message>
    <message>
        <source>A session cannot be booked in the past</source>
        <translation>不能预约已经过去的时间</translation>
    </message>
    <message>
        <source>%1 is not within the working hours of a working day; confirm that this is meant</source>
        <translation>%1 不在工作日的工作时间内，确需安排的请确认</translation>
    </message>
    <message>
        <source>A side cannot wait in the room of the session</source>
        <translation>不能在召开调解会的调解室等候</translation>
    </message>
    <message>
        <source>Each side waits once, and not where and when another side waits</source>
        <translation>各方只安排一处等候，且不得与另一方同时同处等候</translation>
    </message>
    <message>
        <source>A side would arrive after the session has ended</source>
        <translation>到场时间不能晚于调解会结束时间</translation>
    </message>
    <message>
        <source>The parties threatened or hurt each other: say where each side waits, apart from the other, or when it arrives</source>
        <translation>当事人之间有威胁或伤害行为，须写明各方分开等候的地点或到场时间</translation>
    </message>
    <message>
        <source>The room is taken: %1</source>
        <translation>该调解室已被占用：%1</translation>
    </message>
    <message>
        <source>The room to wait in is taken: %1</source>
        <translation>等候用的调解室已被占用：%1</translation>
    </message>
    <message>
        <source>A party is expected in another session then: %1</source>
        <translation>当事人届时另有调解会：%1</translation>
    </message>
    <message>
        <source>The mediator is in another session then: %1</source>
        <translation>调解员届时另有调解会：%1</translation>
    </message>
    <message>
        <source>A colleague who should take part is in another session then: %1</source>
        <translation>参加调解会的工作人员届时另有调解会：%1</translation>
    </message>
    <message>
        <source>This account is not an active mediator</source>
        <translation>该账户不是在册调解员</translation>
    </message>
    <message>
        <source>This mediator must not have the matter: %1</source>
        <translation>该调解员不得承办本事项：%1</translation>
    </message>
    <message>
        <source>%1 is on leave that day</source>
        <translation>%1当日请假</translation>
    </message>
    <message>
        <source>This session begins at %1; it can be recorded from then on (rule %2).</source>
        <translation>本次调解会于 %1 开始，开始后才能登记（规则 %2），未作任何更改。</translation>
    </message>
    <message>
        <source>A joint session needs both sides; if one did not come, choose that as the result (rule %1).</source>
        <translation>共同调解须双方到场；有一方未到场的，请将结果选为当事人缺席未能进行（规则 %1），未作任何更改。</translation>
    </message>
    <message>
        <source>The room %1 is booked twice at the same time.</source>
        <translation>%1在同一时间有两个预约。</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Next field, Shift+Tab the one before</source>
        <translation>下一栏，Shift+Tab 上一栏</translation>
    </message>
    <message>
        <source>Close what is in front</source>
        <translation>关闭当前窗口</translation>
    </message>
    <message>
        <source>New visit</source>
        <translation>新登记</translation>
    </message>
    <message>
        <source>Search people and matters</source>
        <translation>查找人员和事项</translation>
    </message>
    <message>
        <source>Call the next visitor</source>
        <translation>叫下一位</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>紧急处置</translation>
    </message>
    <message>
        <source>Everything you may do</source>
        <translation>您可办理的全部操作</translation>
    </message>
    <message>
        <source>First perspective</source>
        <translation>第一视图</translation>
    </message>
    <message>
        <source>Second perspective</source>
        <translation>第二视图</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>锁定窗口</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>本快捷键表</translation>
    </message>
    <message>
        <source>Third perspective</source>
        <translation>第三视图</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>新事件</translation>
    </message>
    <message>
        <source>Look for a place on the map</source>
        <translation>在地图上查找地点</translation>
    </message>
    <message>
        <source>Red cases without their five ones</source>
        <translation>未落实五个一的红色事项</translation>
    </message>
</context>
<context>
    <name>Store</name>
    <message>
        <source>A record with the same %1 exists already. Nothing was saved.</source>
        <translation>已有 %1 相同的记录，未保存。</translation>
    </message>
    <message>
        <source>The field %1 is required. Nothing was saved.</source>
        <translation>“%1”为必填，未保存。</translation>
    </message>
    <message>
        <source>The file refused the record: %1. Nothing was saved.</source>
        <translation>记录未被接受：%1。未保存。</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>There is no file %1. Check the name and the folder.</source>
        <translation>没有文件 %1。请核对名称和文件夹。</translation>
    </message>
    <message>
        <source>%1 is in use by another program on this computer. Close it there and try again.</source>
        <translation>%1 正被本机其他程序使用。请关闭后重试。</translation>
    </message>
    <message>
        <source>The key does not fit %1. The file was not changed. Is the key file beside it the one that belongs to it?</source>
        <translation>密钥与 %1 不符，文件未作改动。请确认旁边的密钥文件与之配套。</translation>
    </message>
    <message>
        <source>%1 is damaged and cannot be read in full. Nothing was changed. Keep it as it is and restore the last backup.</source>
        <translation>%1 已损坏，无法完整读取，未作任何更改。请保留原文件，并恢复最近的备份。</translation>
    </message>
    <message>
        <source>%1 was written by a newer version of this program. It was not changed. Install the newer version to open it.</source>
        <translation>%1 由较新版本的程序写入，未作改动。请安装新版本后打开。</translation>
    </message>
    <message>
        <source>%1 is not an encrypted county file. Nothing was read from it or written to it.</source>
        <translation>%1 不是加密的县数据文件，未读取也未写入。</translation>
    </message>
    <message>
        <source>%1 could not be written or read: the disk is full, or the folder is not accessible. What was saved before is safe; this change was not saved.</source>
        <translation>%1 无法读写：磁盘已满或文件夹无法访问。此前保存的内容完好，本次更改未保存。</translation>
    </message>
    <message>
        <source>%1 is being closed. This change was not saved.</source>
        <translation>%1 正在关闭，本次更改未保存。</translation>
    </message>
    <message>
        <source>The backup of %1 was stopped. Nothing was kept of it.</source>
        <translation>%1 的备份已停止，未留下任何文件。</translation>
    </message>
    <message>
        <source>The store could not carry out a statement: %1. Nothing was saved.</source>
        <translation>数据未能写入：%1。未保存。</translation>
    </message>
    <message>
        <source>The file could not be brought to this version and was left as it was: %1</source>
        <translation>文件未能升级到本版本，保持原样：%1</translation>
    </message>
    <message>
        <source>Records of %1 are never changed once written. Nothing was saved.</source>
        <translation>%1 的记录写入后不得更改，未保存。</translation>
    </message>
    <message>
        <source>The record was changed in the meantime. Nothing was saved; look at it again and repeat your change.</source>
        <translation>记录已被他人更改，您的更改未保存。请重新查看后再改。</translation>
    </message>
    <message>
        <source>This connection may read totals only: %1. Nothing was read.</source>
        <translation>此连接只能读取汇总数：%1。未读取任何内容。</translation>
    </message>
</context>
<context>
    <name>Style</name>
    <message>
        <source>The style sheet of the templates is faulty at %1: %2.</source>
        <translation>模板样式表 %1 处有误：%2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a property that documents have</source>
        <translation>“%1”不是文书的样式属性</translation>
    </message>
    <message>
        <source>words without a rule</source>
        <translation>文字不属于任何样式规则</translation>
    </message>
    <message>
        <source>the closing brace is missing</source>
        <translation>缺少右花括号</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>This desk and the server do not agree how far they are; it is tried again later. Changes wait on this desk.</source>
        <translation>本机与服务器的同步进度不一致，稍后再次尝试。更改留在本机。</translation>
    </message>
    <message>
        <source>The server does not know records of the kind %1 yet. Changes wait on this desk until its administrator has run server upgrade.</source>
        <translation>服务器尚不支持类型为 %1 的记录。在管理员运行 server upgrade 之前，更改留在本机。</translation>
    </message>
    <message>
        <source>The entry is kept word for word under sync status; enter it again as it should be.</source>
        <translation>该条目已原样保存在同步状态中，请按正确内容重新登记。</translation>
    </message>
    <message>
        <source>Another desk had moved the record on already (it is in state %1). %2</source>
        <translation>其他坐席已先行办理该记录（现状态为 %1）。%2</translation>
    </message>
    <message>
        <source>Another desk had already used the same number or name. %1</source>
        <translation>其他坐席已使用相同的编号或名称。%1</translation>
    </message>
    <message>
        <source>The record it changes is not on the server: it was refused or removed before. %1</source>
        <translation>所更改的记录不在服务器上：此前已被拒绝或移除。%1</translation>
    </message>
    <message>
        <source>It lies outside the area of this desk. %1</source>
        <translation>该记录不在本机的辖区内。%1</translation>
    </message>
    <message>
        <source>The account that made it may not do this by the rules of the server. %1</source>
        <translation>按服务器的规则，登记该条目的账户无权办理。%1</translation>
    </message>
    <message>
        <source>The rules of the server do not allow this step. %1</source>
        <translation>服务器的规则不允许此步骤。%1</translation>
    </message>
    <message>
        <source>The server did not take it (%1). %2</source>
        <translation>服务器未接受（%1）。%2</translation>
    </message>
    <message>
        <source>the centre is not set up</source>
        <translation>综治中心尚未设置</translation>
    </message>
    <message>
        <source>The county has no active account &quot;%1&quot;; no file was made.</source>
        <translation>本县没有启用的账户“%1”，未新建文件。</translation>
    </message>
    <message>
        <source>This program is too old for the server; install the newer one. Changes wait on this desk.</source>
        <translation>本程序版本过旧，与服务器不符；请安装新版本。更改留在本机。</translation>
    </message>
    <message>
        <source>This file is of county %1, the server&apos;s role of county %2; nothing was sent.</source>
        <translation>本文件属于县 %1，服务器角色属于县 %2，未发送任何内容。</translation>
    </message>
    <message>
        <source>The clock of this machine differs from the server&apos;s by %1 s. Please set it; until then entries carry the server&apos;s time.</source>
        <translation>本机时钟与服务器相差 %1 秒。请校准；校准前，条目采用服务器时间。</translation>
    </message>
    <message>
        <source>This file was made apart from the server, which already holds the county. Make this desk&apos;s file with sync --join; nothing was sent.</source>
        <translation>本文件未经服务器单独新建，而服务器已有本县数据。请用 sync --join 新建本机的文件；未发送任何内容。</translation>
    </message>
    <message>
        <source>This file was a copy, or restored from an older state: it goes on as desk %1.</source>
        <translation>本文件为副本，或由较早的状态恢复：今后以坐席 %1 运行。</translation>
    </message>
    <message>
        <source>The server does not know desk %1. Ask who looks after the server to register it.</source>
        <translation>服务器上没有登记 %1 号坐席。请联系服务器管理人员登记。</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Who holds it</source>
        <translation>承办区域</translation>
    </message>
    <message>
        <source>desk %1, %2</source>
        <translation>%1 号电脑，%2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>A change of records</source>
        <translation>记录更改</translation>
    </message>
    <message>
        <source>Stopped; no file was made.</source>
        <translation>已停止，未生成文件。</translation>
    </message>
    <message>
        <source>There is no such conflict in your area.</source>
        <translation>您的辖区内没有这条冲突。</translation>
    </message>
    <message>
        <source>Somebody has decided this conflict already; nothing was changed.</source>
        <translation>这条冲突已有人裁定，未作更改。</translation>
    </message>
    <message>
        <source>Level, outcome and agreement are decided by the director or a deputy.</source>
        <translation>等级、结果和协议由主任或副主任裁定。</translation>
    </message>
    <message>
        <source>Please say why: level, outcome and agreement are not changed without a reason.</source>
        <translation>请说明理由：等级、结果和协议的更改必须有理由。</translation>
    </message>
    <message>
        <source>The record of this conflict is not on this desk, or closed to you; nothing was changed.</source>
        <translation>冲突所涉记录不在本机，或您无权查看；未作更改。</translation>
    </message>
    <message>
        <source>This program does not know the field; use a newer one. Nothing was changed.</source>
        <translation>本程序不认识该字段，请使用新版本；未作更改。</translation>
    </message>
    <message>
        <source>There is no such refused change on this desk any more.</source>
        <translation>本机已没有这条未接受的更改。</translation>
    </message>
    <message>
        <source>The server does not have the import that it came with as this desk made it. %1</source>
        <translation>服务器上没有本席位当时导入的这一批次。%1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of this desk differed from the server&apos;s and were fetched anew. If this happens again, tell who looks after the server.</source>
        <translation>
            <numerusform>本机有 %n 条记录与服务器不一致，已重新取回。如再次出现，请告知服务器管理员。</numerusform>
        </translation>
    </message>
    <message>
        <source>a row of the answer could not be read</source>
        <translation>答复中有一行无法读取</translation>
    </message>
    <message>
        <source>%1 could not be written; no file was made.</source>
        <translation>无法写入 %1，未生成文件。</translation>
    </message>
    <message>
        <source>What came so far is kept: the same once more goes on from there.</source>
        <translation>已经收到的部分保留在本机：再次加入时从中断处继续。</translation>
    </message>
    <message>
        <source>A matter was transferred to %1, which has no centre on this server. It waits; it can be taken back.</source>
        <translation>有事项移送到%1，但该地在此服务器上没有综治中心。事项等待中，可以撤回移送。</translation>
    </message>
    <message>
        <source>Give this up and import the file once more: what is there already is left out.</source>
        <translation>请放弃此项并重新导入该文件，已有的数据会自动略过。</translation>
    </message>
    <message>
        <source>Another desk had imported some of these rows already. %1</source>
        <translation>其中部分数据已由其他坐席导入。%1</translation>
    </message>
</context>
<context>
    <name>SyncCommand</name>
    <message>
        <source>--join takes the number of this desk, from 1 to 2047.</source>
        <translation>--join 须为本机的坐席号，1 至 2047。</translation>
    </message>
    <message>
        <source>New password of %1: </source>
        <translation>%1 的新密码：</translation>
    </message>
    <message>
        <source>%1 rows, %2</source>
        <translation>%1 行，%2</translation>
    </message>
    <message>
        <source>--server names the database, e.g. postgresql://c_620521@db.example/fengqiao.</source>
        <translation>--server 指明数据库，例如 postgresql://c_620521@db.example/fengqiao。</translation>
    </message>
    <message>
        <source>File whose first line is the password of the server&apos;s role.</source>
        <translation>首行为服务器角色密码的文件。</translation>
    </message>
    <message>
        <source>Address of the shared database, without a password.</source>
        <translation>共享数据库的地址，不含密码。</translation>
    </message>
    <message>
        <source>One round, then end (the default).</source>
        <translation>同步一轮后结束（默认）。</translation>
    </message>
    <message>
        <source>Go on until interrupted.</source>
        <translation>持续运行，直至中断。</translation>
    </message>
    <message>
        <source>Make FILE, the file of desk N, and fetch the county into it; --as names an account of the county, whose password on this desk is given as usual.</source>
        <translation>新建 FILE 作为坐席 N 的文件，并取回本县数据；--as 指明本县的账户，其在本机的密码照常提供。</translation>
    </message>
    <message>
        <source>Sends and fetches: prints rows sent, received, conflicts, quarantined.</source>
        <translation>发送并接收：列出已发送、已接收、冲突和已隔离的行数。</translation>
    </message>
    <message>
        <source>Compare every record with the server&apos;s, and fetch anew what differs.</source>
        <translation>把每条记录与服务器比对，不一致的重新取回。</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>The colour table %1 cannot be read. Please install the program again.</source>
        <translation>颜色表 %1 无法读取。请重新安装程序。</translation>
    </message>
    <message>
        <source>The table %1 has a faulty line: %2</source>
        <translation>表 %1 有一行有误：%2</translation>
    </message>
</context>
<context>
    <name>Transitions</name>
    <message>
        <source>There is no action &quot;%1&quot;; nothing was done.</source>
        <translation>没有操作“%1”，未执行。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not found, or it is not open to you.</source>
        <translation>未找到“%1”，或您无权查看。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for %2 only (rule %3); nothing was changed.</source>
        <translation>“%1”只能由%2办理（规则 %3），未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be done: %2 is in state %3; possible from %4 (rule %5).</source>
        <translation>不能办理“%1”：%2 的状态为%3，须在%4状态下办理（规则 %5）。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was refused: this record is neither yours nor in your area (rule %2); nothing was changed.</source>
        <translation>不能办理“%1”：该记录不属于您，也不在您的辖区（规则 %2），未作任何更改。</translation>
    </message>
    <message>
        <source>This record is sealed; only its named handlers may open or change it (rule %1).</source>
        <translation>该记录限制查阅，只有指定的承办人可以打开或更改（规则 %1）。</translation>
    </message>
    <message>
        <source>%1 (rule %2)</source>
        <translation>%1（规则 %2）</translation>
    </message>
</context>
<context>
    <name>Unmask</name>
    <message>
        <source>Say in at least %1 characters why the full data is needed; nothing was shown.</source>
        <translation>请用至少 %1 字说明查看理由，未显示。</translation>
    </message>
    <message>
        <source>You may not see the full personal data of this record; nothing was shown.</source>
        <translation>您无权查看该记录的完整个人信息，未显示。</translation>
    </message>
</context>
<context>
    <name>Uscc</name>
    <message>
        <source>A unified social credit code has 18 digits and capital letters without I, O, S, V and Z. Please check.</source>
        <translation>统一社会信用代码为 18 位数字和大写字母，不含 I、O、S、V、Z。请核对。</translation>
    </message>
    <message>
        <source>The unified social credit code does not agree with its check character. Please check it.</source>
        <translation>统一社会信用代码与校验码不符。请核对。</translation>
    </message>
</context>
<context>
    <name>Van</name>
    <message>
        <source>This file is a copy, or restored from an older state: connect it to the server by a line once, so that it gets a number of its own. Nothing was changed.</source>
        <translation>本文件是副本，或由旧备份恢复：请联网连接服务器一次，以取得自己的编号。未作更改。</translation>
    </message>
    <message>
        <source>The key is that of centre %1, this file is of %2.</source>
        <translation>密钥属于中心 %1，本文件属于 %2。</translation>
    </message>
    <message>
        <source>This desk was never joined to the county&apos;s server: make its file with sync --join.</source>
        <translation>本机从未加入本县服务器：请用 sync --join 生成文件。</translation>
    </message>
    <message>
        <source>The server was restored since this receipt was written; pack once more.</source>
        <translation>写出该回执之后服务器曾被恢复，请重新打包。</translation>
    </message>
    <message>
        <source>An earlier receipt has not been unpacked yet; unpack that one first.</source>
        <translation>还有更早的回执未拆包，请先拆那一份。</translation>
    </message>
    <message>
        <source>This is no receipt for this desk; nothing was taken from it.</source>
        <translation>这不是本机的回执；未读取任何内容。</translation>
    </message>
    <message>
        <source>This is no file of a desk of the centre whose key this is; nothing was sent.</source>
        <translation>这不是该密钥所属中心的电脑打包的文件，未发送任何内容。</translation>
    </message>
    <message>
        <source>The server knows no key of desk %1: register it by server desk --van-key. Nothing was sent.</source>
        <translation>服务器没有 %1 号电脑的公钥：请用 server desk --van-key 登记。未发送任何内容。</translation>
    </message>
    <message>
        <source>The file names nobody to answer to.</source>
        <translation>文件未注明回执的接收者。</translation>
    </message>
    <message>
        <source>This is no file of the mail van, or it is damaged; nothing was taken from it.</source>
        <translation>这不是摆渡文件，或文件已损坏；未读取任何内容。</translation>
    </message>
    <message>
        <source>The file is larger than any of the mail van; nothing was taken from it.</source>
        <translation>文件大小超过摆渡文件的上限；未读取任何内容。</translation>
    </message>
    <message>
        <source>The file is not signed by whom it says it comes from, or was changed on the way; nothing was taken from it.</source>
        <translation>文件的签名与其声称的来源不符，或途中被改动；未读取任何内容。</translation>
    </message>
    <message>
        <source>The file is encrypted for somebody else; nothing was taken from it.</source>
        <translation>文件是为其他接收者加密的；未读取任何内容。</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2.</source>
        <translation>%1 无法使用：%2。</translation>
    </message>
    <message>
        <source>%1 exists; it was not touched.</source>
        <translation>%1 已存在，未作改动。</translation>
    </message>
    <message>
        <source>%1 holds no keys of a mail van.</source>
        <translation>%1 中没有摆渡密钥。</translation>
    </message>
    <message>
        <source>The file of the mail van cannot be written: %1.</source>
        <translation>摆渡文件无法写入：%1。</translation>
    </message>
    <message>
        <source>Contents of attachments: %1 in this file, %2 arrived, %3 left for the next van.</source>
        <translation>附件内容：本文件装载%1份，已到达%2份，留待下次摆渡%3份。</translation>
    </message>
    <message>
        <source>%1 were not taken; they come again.</source>
        <translation>%1份未被接收，下次将重新传送。</translation>
    </message>
    <message>
        <source>Stopped. No file was written, and nothing changed on this desk.</source>
        <translation>已停止。未写出文件，本坐席没有任何改动。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 无法写入：%2。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 无法读取：%2。</translation>
    </message>
</context>
<context>
    <name>VanCommand</name>
    <message>
        <source>--key names the key file of the centre.</source>
        <translation>--key 指定中心的密钥文件。</translation>
    </message>
    <message>
        <source>--county takes the six digits of a county, e.g. 620521.</source>
        <translation>--county 取县的 6 位代码，如 620521。</translation>
    </message>
    <message>
        <source>--server names the database.</source>
        <translation>--server 指定数据库地址。</translation>
    </message>
    <message>
        <source>van does key OUT, desk FILE, pack FILE OUT, carry IN RECEIPT, or unpack FILE RECEIPT.</source>
        <translation>van 支持 key OUT、desk FILE、pack FILE OUT、carry IN RECEIPT、unpack FILE RECEIPT。</translation>
    </message>
    <message>
        <source>Key file of the centre: the .pub one on desks, the private one to carry.</source>
        <translation>中心的密钥文件：各电脑用 .pub 文件，摆渡的电脑用私钥文件。</translation>
    </message>
    <message>
        <source>key: six digits, GB/T 2260.</source>
        <translation>key：6 位代码，GB/T 2260。</translation>
    </message>
    <message>
        <source>carry: address of the shared database.</source>
        <translation>carry：共享数据库的地址。</translation>
    </message>
    <message>
        <source>--contents-mb takes a number from 0 to %1.</source>
        <translation>--contents-mb 须为0至%1的数字。</translation>
    </message>
    <message>
        <source>pack, carry: most of the contents of attachments in one file (usually 256); the rest goes with the next.</source>
        <translation>pack、carry：单个文件中附件内容的上限，单位 MB（通常为 256）；其余随下一次摆渡传送。</translation>
    </message>
    <message>
        <source>Mail van: the changes of a desk without a line go to the server on a stick, as an encrypted and signed file, and a receipt with what is new comes back. Contents of attachments travel along.</source>
        <translation>摆渡：未联网电脑的变更以加密并签名的文件经 U 盘送至服务器，并带回含最新内容的回执；附件内容一并传送。</translation>
    </message>
</context>
<context>
    <name>Verify</name>
    <message>
        <source>%1 says it is in state %2, but its history ends in &quot;%3&quot;.</source>
        <translation>%1 的状态为 %2，但其历史止于“%3”。</translation>
    </message>
    <message>
        <source>Event %1 of record %2 does not follow the event before it.</source>
        <translation>记录 %2 的第 %1 条历史与上一条不衔接。</translation>
    </message>
    <message>
        <source>The number %1 was given twice.</source>
        <translation>编号 %1 重复。</translation>
    </message>
    <message>
        <source>The series %1 has %2 numbers but goes up to %3: one is missing.</source>
        <translation>编号序列 %1 有 %2 个编号，末号为 %3：有缺号。</translation>
    </message>
    <message>
        <source>Entry %1 of the outbox was changed, or the one before it is missing.</source>
        <translation>待发送的第 %1 条已被改动，或其上一条缺失。</translation>
    </message>
</context>
<context>
    <name>VisitDetails</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no such visit, or it is not yours to see.</source>
        <translation>没有该来访登记，或您无权查看。</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>%1 points on last year</source>
        <translation>较去年同期 %1 个百分点</translation>
    </message>
    <message>
        <source>%1 % on last year</source>
        <translation>较去年同期 %1%</translation>
    </message>
    <message>
        <source>Nothing of it in this period yet.</source>
        <translation>本期尚无此项数据。</translation>
    </message>
    <message>
        <source>This centre has entered no room yet.</source>
        <translation>本中心尚未登记调解室。</translation>
    </message>
    <message>
        <source>There is no scene &quot;%1&quot; in table wall_scenes.</source>
        <translation>规则表 wall_scenes 中没有场景“%1”。</translation>
    </message>
    <message>
        <source>The counters are being made; the figures follow in a moment.</source>
        <translation>正在建立计数器，数据稍后显示。</translation>
    </message>
    <message>
        <source>The big screen shows figures of a whole area; the account %1 may not read them. Start it with an account of the centre&apos;s leaders or of its information staff.</source>
        <translation>大屏显示整个辖区的数据，账号 %1 无权查看。请用中心领导或信息人员的账号启动。</translation>
    </message>
    <message>
        <source>The slots of the rooms, as the wall shows them, are not those of the sessions.</source>
        <translation>大屏所用的调解室时段与调解安排不一致。</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>In use until %1</source>
        <translation>使用中，至 %1</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Free until %1</source>
        <translation>空闲，至 %1</translation>
    </message>
    <message>
        <source>Sessions: %1</source>
        <translation>%1 场</translation>
    </message>
    <message numerus="yes">
        <source>and %n more rooms</source>
        <translation>
            <numerusform>另有 %n 间</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Data as of %1</source>
        <translation>数据截至 %1</translation>
    </message>
    <message>
        <source>%1 (last %2)</source>
        <translation>%1（最近 %2）</translation>
    </message>
    <message>
        <source>No entry for %1 days: %2 of %3</source>
        <translation>%1 天无录入：%2 / %3</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%1 — %2 and %n more</source>
        <translation>
            <numerusform>%1：%2，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 · paused</source>
        <translation>%1 · 已暂停</translation>
    </message>
    <message numerus="yes">
        <source>Entries from everywhere within %n days</source>
        <translation>
            <numerusform>%n 天内各地均有录入</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>fewer than %1</source>
        <translation>少于 %1</translation>
    </message>
    <message>
        <source>No grid of this area has a border yet; draw or import them under Grids.</source>
        <translation>本辖区尚无网格边界，请在“网格”中绘制或导入。</translation>
    </message>
    <message>
        <source>Fewer than %1 are not shown (&lt;%1 or —)</source>
        <translation>少于 %1 的不显示（&lt;%1 或 —）</translation>
    </message>
</context>
<context>
    <name>WarningBoardPanel</name>
    <message>
        <source>score %1</source>
        <translation>评分 %1</translation>
    </message>
    <message>
        <source>review by %1</source>
        <translation>%1 前复核</translation>
    </message>
    <message>
        <source>five ones %1 of %2</source>
        <translation>五个一 %1/%2</translation>
    </message>
    <message>
        <source>no measures noted</source>
        <translation>未填处置措施</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) past review</source>
        <translation>
            <numerusform>逾期 %n 天未复核</numerusform>
        </translation>
    </message>
    <message>
        <source>review today</source>
        <translation>今日复核</translation>
    </message>
    <message numerus="yes">
        <source>review in %n day(s)</source>
        <translation>
            <numerusform>%n 天后复核</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WarningRules</name>
    <message>
        <source>There is no rule &quot;%1&quot;.</source>
        <translation>没有规则“%1”。</translation>
    </message>
    <message>
        <source>Rule &quot;%1&quot; is about something else; only rules about the same may build on each other.</source>
        <translation>规则“%1”针对的对象不同；只有对象相同的规则才能相互引用。</translation>
    </message>
    <message>
        <source>A warning rule cannot ask for &quot;%1&quot;; see the head of the table.</source>
        <translation>预警规则不能使用“%1”；可用的名称见表头说明。</translation>
    </message>
    <message>
        <source>A warning rule is about a matter or a place, not about &quot;%1&quot;.</source>
        <translation>预警规则只针对事项或地点，不针对“%1”。</translation>
    </message>
    <message>
        <source>A rule about a place needs the digits of its division and a number of days.</source>
        <translation>针对地点的规则须填写区划位数和天数。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no coloured level of the scheme %2.</source>
        <translation>“%1”不是方案 %2 中有颜色的等级。</translation>
    </message>
    <message>
        <source>Rule &quot;%1&quot; leads back to itself; it could never be decided.</source>
        <translation>规则“%1”循环引用自身，无法判定。</translation>
    </message>
</context>
<context>
    <name>WhistleBoard</name>
    <message>
        <source>leads</source>
        <translation>牵头</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) over</source>
        <translation>
            <numerusform>已逾期 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) over</source>
        <translation>
            <numerusform>已逾期 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>已逾期 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>还剩 %n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>还剩 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>还剩 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>%1 到期</translation>
    </message>
    <message>
        <source>called by %1, %2</source>
        <translation>吹哨人：%1，%2</translation>
    </message>
    <message>
        <source>no reply</source>
        <translation>未回复</translation>
    </message>
    <message>
        <source>replied</source>
        <translation>已回复</translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s) over</source>
        <translation>
            <numerusform>已逾期 %n 个工作日</numerusform>
        </translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>new date %1</source>
        <translation>新的期限 %1</translation>
    </message>
    <message>
        <source>replied %1</source>
        <translation>%1 已回复</translation>
    </message>
</context>
<context>
    <name>WorkCalendar</name>
    <message>
        <source>The calendar file %1 cannot be used: %2</source>
        <translation>日历文件 %1 不能使用：%2</translation>
    </message>
    <message>
        <source>The calendar file %1 has a wrong date: %2</source>
        <translation>日历文件 %1 有错误日期：%2</translation>
    </message>
    <message>
        <source>it is not JSON (%1, at byte %2).</source>
        <translation>不是 JSON（%1，位于第 %2 字节）。</translation>
    </message>
    <message>
        <source>“year” is missing or not a year.</source>
        <translation>“year”缺失或不是年份。</translation>
    </message>
    <message>
        <source>“dates” is missing or empty.</source>
        <translation>“dates”缺失或为空。</translation>
    </message>
    <message>
        <source>%1 does not belong to the year %2.</source>
        <translation>%1 不属于 %2 年。</translation>
    </message>
    <message>
        <source>“%1” of %2 is not a kind of day; it is public_holiday or transfer_workday.</source>
        <translation>%2 的“%1”不是日期类别；须为 public_holiday 或 transfer_workday。</translation>
    </message>
    <message>
        <source>%1 is given twice.</source>
        <translation>%1 重复。</translation>
    </message>
</context>
<context>
    <name>Write</name>
    <message>
        <source>--at is for demo and test files only; this file records real time.</source>
        <translation>--at 只用于演示和测试文件；本文件记录真实时间。</translation>
    </message>
    <message>
        <source>Runs actions, one JSON object a line, in order.</source>
        <translation>依次执行操作，每行一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Demo and test files: the clock says this instant.</source>
        <translation>演示和测试文件：以此为当前时间。</translation>
    </message>
</context>
<context>
    <name>fengqiao::ActionCommands</name>
    <message>
        <source>Open the visit first.</source>
        <translation>请先打开来访登记。</translation>
    </message>
    <message>
        <source>Open the matter first.</source>
        <translation>请先打开事项。</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>%1: %2 is done.</source>
        <translation>%1：%2 已完成。</translation>
    </message>
    <message>
        <source>Open the event first.</source>
        <translation>请先打开事件。</translation>
    </message>
</context>
<context>
    <name>fengqiao::ActionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
</context>
<context>
    <name>fengqiao::ActionForm</name>
    <message>
        <source>More fields</source>
        <translation>更多栏目</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>label of a required field</comment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>Please fill in: %1.</source>
        <translation>请填写：%1。</translation>
    </message>
</context>
<context>
    <name>fengqiao::AgreementSection</name>
    <message>
        <source>Agreement</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Nothing has been agreed yet.</source>
        <translation>尚未达成协议。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>number of a clause</comment>
        <translation>%1.</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>协议形式</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Mode of performance</source>
        <translation>履行方式</translation>
    </message>
    <message>
        <source>To be performed by</source>
        <translation>履行期限</translation>
    </message>
    <message>
        <source>Effective on</source>
        <translation>协议生效日</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签名人</translation>
    </message>
    <message>
        <source>Judicial confirmation</source>
        <translation>司法确认</translation>
    </message>
    <message>
        <source>may be applied for</source>
        <translation>可以申请</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>履行</translation>
    </message>
    <message>
        <source>%1 paid, %2 open</source>
        <translation>已履行 %1，待履行 %2</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>%1 履行</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>%1 of %2 rounds done</source>
        <translation>已回访 %1 轮，应回访 %2 轮</translation>
    </message>
    <message>
        <source>new risk</source>
        <translation>有新的风险</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>too early to count</source>
        <translation>过早，不计入</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未联系到</translation>
    </message>
    <message>
        <source>Before it can be written off</source>
        <translation>销号条件</translation>
    </message>
    <message>
        <source>%1 of %2 met</source>
        <translation>已满足 %1 项，共 %2 项</translation>
    </message>
    <message>
        <source>✓ met</source>
        <translation>✓ 已满足</translation>
    </message>
    <message>
        <source>✕ not met</source>
        <translation>✕ 未满足</translation>
    </message>
    <message>
        <source>Subsidy of the case</source>
        <translation>以案定补</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>已申报</translation>
    </message>
    <message>
        <source>as it stands, not proposed yet</source>
        <translation>按现有情况测算，尚未申报</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>amount and why</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基数</translation>
    </message>
    <message>
        <source>× result</source>
        <translation>× 结果系数</translation>
    </message>
    <message>
        <source>× dossier</source>
        <translation>× 卷宗系数</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>fengqiao::AppWindow</name>
    <message>
        <source>Fengqiao</source>
        <translation>枫桥</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>放弃填写</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续填写</translation>
    </message>
</context>
<context>
    <name>fengqiao::AppraisalPage</name>
    <message>
        <source>Mediator</source>
        <translation>调解员</translation>
    </message>
    <message>
        <source>Committee</source>
        <translation>调委会</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办结件数</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Success, 95 % interval</source>
        <translation>成功率（95% 置信区间）</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>By the score, within the same type of committee.</source>
        <translation>按得分，只在同一类调委会内排列。</translation>
    </message>
    <message>
        <source>Places are told from five cases on, within the same type of committee, to whoever may read all appraisals.</source>
        <translation>办结满五件才排名次，只在同一类调委会内排列，且仅供可查看全部考评的人查看。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Objection until</source>
        <translation>异议截止</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>分值</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Appraisal</source>
        <translation>考评</translation>
    </message>
    <message>
        <source>Appraisals of mediators</source>
        <translation>调解员考评</translation>
    </message>
    <message>
        <source>No mediator is appraised for %1 yet.</source>
        <translation>%1的调解员考评尚未计算。</translation>
    </message>
    <message>
        <source>Your work of %1 is not appraised yet.</source>
        <translation>您%1的考评尚未计算。</translation>
    </message>
    <message>
        <source>Success: %1</source>
        <translation>调解成功率：%1</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
</context>
<context>
    <name>fengqiao::AppraisalPanel</name>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Appraisal and subsidies</source>
        <translation>考评与补贴</translation>
    </message>
    <message>
        <source>Appraisals</source>
        <translation>考评</translation>
    </message>
    <message>
        <source>Case subsidies</source>
        <translation>以案定补</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message numerus="yes">
        <source>%n mediator(s) were appraised.</source>
        <translation>
            <numerusform>已计算%n名调解员的考评。</numerusform>
        </translation>
    </message>
    <message>
        <source>Every mediator is appraised for this month already.</source>
        <translation>本月全部调解员的考评均已计算。</translation>
    </message>
    <message numerus="yes">
        <source>The sheet holds %n line(s), %1 yuan together.</source>
        <translation>
            <numerusform>补贴表共%n行，合计%1元。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::BehindModel</name>
    <message>
        <source>Adds</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Division</source>
        <translation>区划</translation>
    </message>
</context>
<context>
    <name>fengqiao::BoardColumnView</name>
    <message>
        <source>None here</source>
        <translation>无事项</translation>
    </message>
    <message>
        <source>%1 of %2 places taken</source>
        <translation>在办 %1 件，最多 %2 件</translation>
    </message>
    <message numerus="yes">
        <source>%n matter(s)</source>
        <translation>
            <numerusform>%n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>The room is full.</source>
        <translation>该调解室已满。</translation>
    </message>
</context>
<context>
    <name>fengqiao::BorderSketch</name>
    <message>
        <source>Border of the grid</source>
        <translation>网格边界</translation>
    </message>
</context>
<context>
    <name>fengqiao::CardColumn</name>
    <message>
        <source>None here</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>fengqiao::ChartCard</name>
    <message>
        <source>Numbers</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Keep the numbers as a file</source>
        <translation>把数据存为文件</translation>
    </message>
    <message>
        <source>Nothing to draw: %1 holds no such rows.</source>
        <translation>无可绘制：%1 没有相应记录。</translation>
    </message>
    <message>
        <source>The numbers are on the clipboard.</source>
        <translation>数据已复制。</translation>
    </message>
</context>
<context>
    <name>fengqiao::ChartTableModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>fengqiao::ChartsPanel</name>
    <message>
        <source>Boards</source>
        <translation>看板</translation>
    </message>
</context>
<context>
    <name>fengqiao::ChosenPerson</name>
    <message>
        <source>About this earlier matter again</source>
        <translation>仍为此前事项</translation>
    </message>
    <message>
        <source>On file</source>
        <translation>已存档</translation>
    </message>
    <message>
        <source>Not this person</source>
        <translation>不是此人</translation>
    </message>
    <message>
        <source>Open this matter</source>
        <translation>打开该事项</translation>
    </message>
</context>
<context>
    <name>fengqiao::ClocksSection</name>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>No time limit has started yet.</source>
        <translation>尚无时限开始计时。</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>按期完成</translation>
    </message>
    <message>
        <source>kept late</source>
        <translation>逾期完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>截止 %1</translation>
    </message>
    <message>
        <source>until %1, moved on from the rest day %2</source>
        <translation>截止 %1（%2 为休息日，已顺延）</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>起算 %1</translation>
    </message>
    <message>
        <source>Basis: %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>calendar %1</source>
        <translation>日历 %1</translation>
    </message>
    <message>
        <source>provisional: the holidays of that year are not published yet</source>
        <translation>暂定：该年度放假安排尚未公布</translation>
    </message>
</context>
<context>
    <name>fengqiao::CodeEditor</name>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>fengqiao::CommandPalette</name>
    <message>
        <source>Nothing matches. Try another word, its pinyin or its initials.</source>
        <translation>没有匹配项。请换一个词，或输入拼音、拼音首字母。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>操作面板</translation>
    </message>
    <message>
        <source>What would you like to do?</source>
        <translation>您要办理什么？</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>fengqiao::ConflictPanel</name>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>No two desks have changed the same entry at the same time. If they do, both values stand here.</source>
        <translation>没有两台电脑同时改动同一项内容。如有，两个值都会列在这里。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Waits for a decision: neither value goes on by itself.</source>
        <translation>待裁定：两个值都不会自动生效。</translation>
    </message>
    <message>
        <source>The newer value stands; the other one is kept here.</source>
        <translation>现用较新的值，另一个值保留在此。</translation>
    </message>
    <message>
        <source>Why (for level, outcome and agreement)</source>
        <translation>理由（等级、结果、协议必填）</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保留此值</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>删除记录</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>改用此值</translation>
    </message>
    <message>
        <source>Decided; the other desks hear of it.</source>
        <translation>已裁定，其他电脑随后更新。</translation>
    </message>
</context>
<context>
    <name>fengqiao::CountStrip</name>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation>接待中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已接待</translation>
    </message>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <comment>visits of today</comment>
        <translation>
            <numerusform>%n 批次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person-time(s)</source>
        <comment>people of today&apos;s visits</comment>
        <translation>
            <numerusform>%n 人次</numerusform>
        </translation>
    </message>
    <message>
        <source>Today %1, %2</source>
        <comment>batches, person-times</comment>
        <translation>今日 %1，%2</translation>
    </message>
    <message>
        <source>Waiting %1, receiving %2, done %3</source>
        <translation>等候 %1，接待中 %2，已接待 %3</translation>
    </message>
</context>
<context>
    <name>fengqiao::DateEditor</name>
    <message>
        <source>YYYY-MM-DD</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>Choose a day (Alt+Down)</source>
        <translation>选择日期 (Alt+↓)</translation>
    </message>
    <message>
        <source>This is not a day. Please write it as 2026-09-14.</source>
        <translation>日期有误。请按 2026-09-14 的格式填写。</translation>
    </message>
</context>
<context>
    <name>fengqiao::DeclaredModel</name>
    <message>
        <source>does not fit</source>
        <translation>不符</translation>
    </message>
    <message>
        <source>declared only</source>
        <translation>仅申报</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Declared</source>
        <translation>申报</translation>
    </message>
    <message>
        <source>Counted here</source>
        <translation>本机统计</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Division</source>
        <translation>区划</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>fengqiao::Desk</name>
    <message>
        <source>Account administration at this desk</source>
        <translation>本机账户管理</translation>
    </message>
    <message>
        <source>There is a security administrator already: request the account, and let that person approve it.</source>
        <translation>已有安全管理员：请先申请账户，由安全管理员批准。</translation>
    </message>
    <message>
        <source>Only the security administrator may set another person&apos;s password; nothing was changed.</source>
        <translation>只有安全管理员可以设置他人的密码，未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the six-digit code of a county; nothing was made.</source>
        <translation>“%1”不是县级六位区划代码，未新建。</translation>
    </message>
    <message>
        <source>%1 exists already and was not touched. Choose another name.</source>
        <translation>%1 已存在，未作改动。请换一个名称。</translation>
    </message>
    <message>
        <source>There is no file %1. Check the name and the folder.</source>
        <translation>没有文件 %1。请核对名称和文件夹。</translation>
    </message>
    <message>
        <source>Only a demo or test file may pretend another time; nothing was done.</source>
        <translation>只有演示或测试文件可以设定其他时间，未执行。</translation>
    </message>
    <message>
        <source>Only in a demo or test file may one person act as another; nothing was done.</source>
        <translation>只有在演示或测试文件中可以代他人操作，未执行。</translation>
    </message>
</context>
<context>
    <name>fengqiao::DeskSync</name>
    <message>
        <source>This desk works alone</source>
        <translation>本机单独工作</translation>
    </message>
    <message>
        <source>Working alone on purpose</source>
        <translation>已设为单独工作</translation>
    </message>
    <message>
        <source>Looking for the server</source>
        <translation>正在连接服务器</translation>
    </message>
    <message>
        <source>In step with the other desks</source>
        <translation>与其他电脑已同步</translation>
    </message>
    <message>
        <source>The server cannot be reached</source>
        <translation>无法连接服务器</translation>
    </message>
    <message>
        <source>No room left on a disk</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>The certificate does not fit</source>
        <translation>证书不符</translation>
    </message>
    <message>
        <source>Program and server are of different age</source>
        <translation>程序与服务器版本不一致</translation>
    </message>
    <message>
        <source>The server refuses this desk</source>
        <translation>服务器拒绝本机</translation>
    </message>
    <message>
        <source>The exchange was ended meanwhile. Please try once more.</source>
        <translation>同步已中途结束，请再试一次。</translation>
    </message>
</context>
<context>
    <name>fengqiao::DocumentEditor</name>
    <message>
        <source>Kind of document</source>
        <translation>证件种类</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>The check digit is right.</source>
        <translation>校验码正确。</translation>
    </message>
</context>
<context>
    <name>fengqiao::DocumentPreview</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Pages of the document</source>
        <translation>文书页面</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>共 %n 页</numerusform>
        </translation>
    </message>
    <message>
        <source>The printer %1 did not answer; please look at it and print again.</source>
        <translation>打印机 %1 没有响应。请检查打印机后重新打印。</translation>
    </message>
    <message>
        <source>Save the document</source>
        <translation>保存文书</translation>
    </message>
    <message>
        <source>PDF file (*.pdf);;OpenDocument text (*.odt);;Word document (*.docx)</source>
        <translation>PDF 文件 (*.pdf);;OpenDocument 文本 (*.odt);;Word 文档 (*.docx)</translation>
    </message>
</context>
<context>
    <name>fengqiao::DossierDialog</name>
    <message>
        <source>Make it again</source>
        <translation>重新制作</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>卷宗</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message>
        <source>What it lacks</source>
        <translation>缺少的内容</translation>
    </message>
    <message>
        <source>Numbers and addresses of people are masked. To have them in full, give the reason; your name, the time and the reason are kept in the audit.</source>
        <translation>个人证件号码、电话和住址已遮掩。如需完整内容，请填写理由；您的姓名、时间和理由会记入审计日志。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Make it in full</source>
        <translation>按完整信息制作</translation>
    </message>
    <message>
        <source>Reading the papers…</source>
        <translation>正在读取文书…</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>所需内容齐全。</translation>
    </message>
    <message numerus="yes">
        <source>Laying out %n paper(s)…</source>
        <translation>
            <numerusform>正在排版 %n 份文书…</numerusform>
        </translation>
    </message>
    <message>
        <source>Listed, but no pages: %1.</source>
        <translation>已列入目录，但没有页面：%1。</translation>
    </message>
</context>
<context>
    <name>fengqiao::DuplicateHints</name>
    <message>
        <source>Perhaps on file already</source>
        <translation>可能已存档</translation>
    </message>
    <message>
        <source>It is this person (Alt+Y)</source>
        <translation>是此人 (Alt+Y)</translation>
    </message>
    <message>
        <source>People who may be the same</source>
        <translation>可能为同一人</translation>
    </message>
    <message>
        <source>On file already, most likely the same person</source>
        <translation>已存档，很可能为同一人</translation>
    </message>
</context>
<context>
    <name>fengqiao::EmergencyPage</name>
    <message>
        <source>Record and hand over</source>
        <translation>登记并移交</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Safety first: keep the people apart, call 110 or 120 where life or limb is in danger.</source>
        <translation>安全第一：将双方隔开；人身安全受到威胁时，拨打 110 或 120。</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>未留姓名</translation>
    </message>
    <message>
        <source>Visitor %1, %2.</source>
        <comment>ticket and name</comment>
        <translation>来访人 %1，%2。</translation>
    </message>
</context>
<context>
    <name>fengqiao::EventActions</name>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>%1: %2 is done.</source>
        <translation>%1：%2 已完成。</translation>
    </message>
</context>
<context>
    <name>fengqiao::EventForm</name>
    <message>
        <source>Pick on the map</source>
        <translation>在地图上选取</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>longitude, latitude; instead of the grid</source>
        <translation>经度，纬度；可代替网格</translation>
    </message>
    <message>
        <source>Coordinates: longitude, latitude</source>
        <translation>坐标：经度，纬度</translation>
    </message>
    <message>
        <source>Datum of the coordinates</source>
        <translation>坐标的坐标系</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>上报事件</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Please write longitude and latitude, such as 106.134500, 34.750100.</source>
        <translation>请填写经度和纬度，例如 106.134500, 34.750100。</translation>
    </message>
    <message>
        <source>No grid covers this place.</source>
        <translation>该位置不在任何网格内。</translation>
    </message>
    <message>
        <source>In %1 (%2)</source>
        <translation>位于%1（%2）</translation>
    </message>
    <message>
        <source>The same was perhaps reported already: %1, %2, %3 m away, %4, %5.</source>
        <translation>同一事件可能已上报：%1，%2，相距 %3 米，%4，%5。</translation>
    </message>
</context>
<context>
    <name>fengqiao::EventListPanel</name>
    <message>
        <source>New event</source>
        <translation>上报事件</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>in hand</source>
        <comment>events that are not settled</comment>
        <translation>在办</translation>
    </message>
    <message numerus="yes">
        <source>last %n day(s)</source>
        <translation>
            <numerusform>最近 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>职责类别</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>事件类型</translation>
    </message>
    <message>
        <source>Events, newest first</source>
        <translation>事件，最新在前</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n 件事件</numerusform>
        </translation>
    </message>
    <message>
        <source>No event answers these filters.</source>
        <translation>没有符合筛选条件的事件。</translation>
    </message>
    <message>
        <source>No event was reported in your area yet.</source>
        <translation>您的辖区尚无上报的事件。</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Only this grid</source>
        <translation>仅本网格</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>仅%1</translation>
    </message>
    <message>
        <source>Show the events of all grids again</source>
        <translation>重新显示所有网格的事件</translation>
    </message>
</context>
<context>
    <name>fengqiao::EventOverview</name>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>in no grid</source>
        <translation>不在任何网格内</translation>
    </message>
    <message>
        <source>On the map (WGS-84)</source>
        <translation>地图位置（WGS-84）</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Open the matter</source>
        <translation>打开事项</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>原事件</translation>
    </message>
    <message>
        <source>Repeated by</source>
        <translation>重复上报</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>职责类别</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>上报人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>At level</source>
        <translation>所在层级</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>What was told</source>
        <translation>反馈内容</translation>
    </message>
</context>
<context>
    <name>fengqiao::EventPage</name>
    <message>
        <source>Choose an event in the list or on the map; it opens here.</source>
        <translation>请在列表或地图上选择事件，事件将在此打开。</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>上报事件</translation>
    </message>
    <message>
        <source>Reported</source>
        <comment>step of an event</comment>
        <translation>已上报</translation>
    </message>
    <message>
        <source>Handled</source>
        <comment>step of an event</comment>
        <translation>已办理</translation>
    </message>
    <message>
        <source>Told</source>
        <comment>step of an event: the reporter</comment>
        <translation>已反馈</translation>
    </message>
    <message>
        <source>Verified</source>
        <comment>step of an event</comment>
        <translation>已核验</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>History</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>It came by import; nothing was done with it here yet.</source>
        <translation>该事件由导入而来，尚未在此办理。</translation>
    </message>
    <message>
        <source>Reported: %1</source>
        <translation>已上报：%1</translation>
    </message>
    <message>
        <source>History %1</source>
        <translation>办理经过 %1</translation>
    </message>
    <message>
        <source>May be the same as %1: %2 m away, %3, %4.</source>
        <translation>可能与 %1 为同一事件：相距 %2 米，%3，%4。</translation>
    </message>
</context>
<context>
    <name>fengqiao::ExportDialog</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>The usual ones</source>
        <translation>常用列</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Drag to change the order.</source>
        <translation>拖动可调整顺序。</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>导出事由</translation>
    </message>
    <message>
        <source>Kept in the audit and written on the file</source>
        <translation>记入审计并写在文件上</translation>
    </message>
    <message>
        <source>Spreadsheet (XLSX)</source>
        <translation>电子表格（XLSX）</translation>
    </message>
    <message>
        <source>Text table (CSV)</source>
        <translation>文本表格（CSV）</translation>
    </message>
    <message>
        <source>Data (JSON)</source>
        <translation>数据（JSON）</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Choose at least one column.</source>
        <translation>请至少选择一列。</translation>
    </message>
    <message>
        <source>Say what the export is for, in %1 letters or more.</source>
        <translation>请填写导出事由，不少于 %1 个字。</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>正在写出%1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were written to %1.</source>
        <translation>
            <numerusform>已将 %n 行写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>导出：%1</translation>
    </message>
</context>
<context>
    <name>fengqiao::FastPathDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Each step is recorded by itself. If one of them cannot be taken, none is, and nothing is written. Mediation needs the consent of all parties and the rights notice here as well.</source>
        <translation>每一步骤分别记录。如有一步不能办理，则各步均不办理，不予保存。调解在此同样须经各方当事人同意并告知权利义务。</translation>
    </message>
    <message>
        <source>computed by the rules</source>
        <translation>按规则计算</translation>
    </message>
    <message>
        <source>Done as well</source>
        <translation>一并办理</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
</context>
<context>
    <name>fengqiao::FigureFilters</name>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
</context>
<context>
    <name>fengqiao::FigureTilesPanel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>small cells hidden</source>
        <translation>小数不显示</translation>
    </message>
    <message>
        <source>nothing to divide by</source>
        <translation>无分母</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1：%2（%3）</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Provisional: the period is not over.</source>
        <translation>暂计：期间尚未结束。</translation>
    </message>
    <message>
        <source>your own records</source>
        <translation>仅本人记录</translation>
    </message>
    <message>
        <source>provisional, the period is not over</source>
        <translation>暂计，期间尚未结束</translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s) cannot be asked for by these filters and are left out.</source>
        <translation>
            <numerusform>%n 项指标不能按这些条件筛选，未列出。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a change, and what it is compared with</comment>
        <translation>%2 %1</translation>
    </message>
</context>
<context>
    <name>fengqiao::FileEditor</name>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Without this file</source>
        <translation>不用此文件</translation>
    </message>
    <message>
        <source>A file is kept already.</source>
        <translation>已存有文件。</translation>
    </message>
    <message>
        <source>The file is still being taken; please try again in a moment.</source>
        <translation>文件仍在存入，请稍后再试。</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>file and its size</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>The place where it was taken was removed from it.</source>
        <translation>已去除其中的拍摄地点。</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>另选文件…</translation>
    </message>
    <message>
        <source>Taking the file…</source>
        <translation>正在存入文件…</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>或拖放到此处</translation>
    </message>
</context>
<context>
    <name>fengqiao::FilterBar</name>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a filter and its value</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridActions</name>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>%1: %2 is done.</source>
        <translation>%1：%2 已完成。</translation>
    </message>
    <message>
        <source>The person is not on file yet: %1</source>
        <translation>人员尚未登记：%1</translation>
    </message>
    <message>
        <source>Grids are kept by: %1</source>
        <translation>网格由以下人员维护：%1</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>没有可办理的操作</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridChecksPanel</name>
    <message>
        <source>Vacant posts</source>
        <translation>空岗</translation>
    </message>
    <message>
        <source>Findings of the check</source>
        <translation>检查发现的问题</translation>
    </message>
    <message>
        <source>Every post is filled.</source>
        <translation>各岗位均已到岗。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>The check found nothing amiss.</source>
        <translation>检查未发现问题。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现问题</translation>
    </message>
    <message>
        <source>Appoint</source>
        <translation>任命到岗</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Vacant posts %1</source>
        <translation>空岗 %1</translation>
    </message>
    <message>
        <source>Findings %1</source>
        <translation>发现问题 %1</translation>
    </message>
    <message>
        <source>The check found nothing of this kind.</source>
        <translation>检查未发现此类问题。</translation>
    </message>
    <message>
        <source>Show all kinds</source>
        <translation>显示所有类别</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridHistory</name>
    <message>
        <source>Where it came from</source>
        <translation>沿革</translation>
    </message>
    <message>
        <source>The grid is as it was made on %1.</source>
        <translation>该网格自 %1 设立以来未变更。</translation>
    </message>
    <message>
        <source>%1 (this one)</source>
        <translation>%1（本网格）</translation>
    </message>
    <message>
        <source>became</source>
        <translation>变更为</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridMapLayers</name>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>No grid has a border on this day. Import borders, or draw one.</source>
        <translation>该日没有网格设有边界。请导入或绘制边界。</translation>
    </message>
    <message>
        <source>Villages and communities</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>Towns</source>
        <translation>乡镇（街道）</translation>
    </message>
    <message>
        <source>County</source>
        <translation>县</translation>
    </message>
    <message>
        <source>event in hand</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>event settled</source>
        <translation>已办结事件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>installation</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>installation out of order</source>
        <translation>故障设施</translation>
    </message>
    <message>
        <source>Installations</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>generated borders</source>
        <translation>自动生成的边界</translation>
    </message>
    <message numerus="yes">
        <source>%n generated border(s)</source>
        <translation>
            <numerusform>自动生成的边界 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n household(s)</source>
        <translation>
            <numerusform>%n 户</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vacant</source>
        <comment>posts</comment>
        <translation>
            <numerusform>空岗 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in hand</source>
        <comment>events</comment>
        <translation>
            <numerusform>在办 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>No grid has a border on this day.</source>
        <translation>当日尚无网格有边界。</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridOverview</name>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>This version comes into force on %1.</source>
        <translation>此版本自 %1 起生效。</translation>
    </message>
    <message>
        <source>This version was in force until %1; reports of that time go on using it.</source>
        <translation>此版本有效至 %1，该时期的统计报表仍沿用此版本。</translation>
    </message>
    <message>
        <source>Show it as it is today</source>
        <translation>查看今日的网格</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>所在地</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>%1 (in principle at most %2)</source>
        <translation>%1（原则上不超过 %2）</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two days</comment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>none drawn yet</source>
        <translation>尚未划定</translation>
    </message>
    <message>
        <source>made up by the program, to be replaced</source>
        <translation>由程序自动生成，待替换</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>已划定</translation>
    </message>
    <message>
        <source>%1 open, %2 in %3 days</source>
        <comment>events</comment>
        <translation>在办 %1 件，近 %3 天 %2 件</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上查看</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>暂无人员</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>post of %1</source>
        <translation>%1岗位</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridPage</name>
    <message>
        <source>Choose a grid in the tree or on the map; it opens here.</source>
        <translation>请在网格列表或地图上选择网格，网格将在此打开。</translation>
    </message>
    <message>
        <source>Look for a grid</source>
        <translation>查找网格</translation>
    </message>
    <message>
        <source>ended</source>
        <comment>a version of a grid</comment>
        <translation>已终止</translation>
    </message>
    <message>
        <source>Name board</source>
        <translation>公示牌</translation>
    </message>
    <message>
        <source>Contact card</source>
        <translation>联系卡</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Descent</source>
        <translation>沿革</translation>
    </message>
    <message numerus="yes">
        <source>%n vacant</source>
        <comment>posts</comment>
        <translation>
            <numerusform>空岗 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Posts %1</source>
        <translation>岗位 %1</translation>
    </message>
    <message>
        <source>Descent %1</source>
        <translation>沿革 %1</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridPosts</name>
    <message>
        <source>Posts</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>This grid has no posts yet. Set one up, then appoint a person to it.</source>
        <translation>本网格尚无岗位。请先设置岗位，再任命人员。</translation>
    </message>
    <message>
        <source>Set up a post</source>
        <translation>设置岗位</translation>
    </message>
    <message>
        <source>vacant</source>
        <comment>a post</comment>
        <translation>空岗</translation>
    </message>
    <message>
        <source>nobody since %1</source>
        <translation>自 %1 起空岗</translation>
    </message>
    <message>
        <source>%1, since %2</source>
        <comment>a person and a day</comment>
        <translation>%1，自 %2 起任职</translation>
    </message>
    <message>
        <source>Who was in these posts</source>
        <translation>历任人员</translation>
    </message>
    <message numerus="yes">
        <source>and %n more before</source>
        <translation>
            <numerusform>此前另有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::GridReformDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>This is what will happen</source>
        <translation>将作以下更改</translation>
    </message>
    <message>
        <source>New grid %1 “%2”</source>
        <translation>新网格 %1“%2”</translation>
    </message>
    <message>
        <source>The grid goes on as %1.</source>
        <translation>网格沿用编码 %1。</translation>
    </message>
    <message>
        <source>The grids as they are now end on the day before and stay in the reports of their time.</source>
        <translation>现有网格于生效日前一日终止，仍保留在当时的报表中。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridTreeModel</name>
    <message numerus="yes">
        <source>%n household(s)</source>
        <translation>
            <numerusform>%n 户</numerusform>
        </translation>
    </message>
    <message>
        <source>border made up by the program</source>
        <translation>边界由程序自动生成</translation>
    </message>
    <message>
        <source>no border yet</source>
        <translation>尚未划边界</translation>
    </message>
    <message>
        <source>%1 grids</source>
        <translation>网格 %1 个</translation>
    </message>
    <message>
        <source>%1 vacant posts</source>
        <translation>空岗 %1 个</translation>
    </message>
    <message>
        <source>%1 open events</source>
        <translation>在办事件 %1 件</translation>
    </message>
    <message>
        <source>Town, village, grid</source>
        <translation>乡镇（街道）、村（社区）、网格</translation>
    </message>
    <message>
        <source>Grids</source>
        <comment>column: how many</comment>
        <translation>网格</translation>
    </message>
    <message>
        <source>Vacant</source>
        <comment>column: posts without a person</comment>
        <translation>空岗</translation>
    </message>
    <message>
        <source>Open</source>
        <comment>column: events in hand</comment>
        <translation>在办</translation>
    </message>
</context>
<context>
    <name>fengqiao::GridTreePanel</name>
    <message>
        <source>Code, name or pinyin of a grid or village</source>
        <translation>网格或村（社区）的编码、名称或拼音</translation>
    </message>
    <message>
        <source>Grid</source>
        <comment>button: add one</comment>
        <translation>网格</translation>
    </message>
    <message>
        <source>Add a grid</source>
        <translation>新增网格</translation>
    </message>
    <message>
        <source>What may be done with the grid chosen</source>
        <translation>对所选网格可办理的操作</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Look at</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>vacant posts</source>
        <translation>有空岗</translation>
    </message>
    <message>
        <source>findings of the check</source>
        <translation>检查发现问题</translation>
    </message>
    <message>
        <source>too many households</source>
        <translation>户数超限</translation>
    </message>
    <message>
        <source>no border yet</source>
        <translation>尚未划边界</translation>
    </message>
    <message>
        <source>border made up by the program</source>
        <translation>边界由程序自动生成</translation>
    </message>
    <message>
        <source>Grids as of this day</source>
        <translation>查看该日的网格</translation>
    </message>
    <message>
        <source>as of</source>
        <translation>截至</translation>
    </message>
    <message>
        <source>Grids by town and village</source>
        <translation>按乡镇（街道）和村（社区）列出的网格</translation>
    </message>
    <message numerus="yes">
        <source>%n grid(s) found</source>
        <translation>
            <numerusform>查到网格 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n grid(s)</source>
        <translation>
            <numerusform>网格 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vacant</source>
        <comment>posts</comment>
        <translation>
            <numerusform>空岗 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <comment>events</comment>
        <translation>
            <numerusform>在办 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>No grid answers this search and these filters.</source>
        <translation>没有符合搜索和筛选条件的网格。</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>清除搜索和筛选条件</translation>
    </message>
    <message>
        <source>There are no grids on this day yet.</source>
        <translation>该日尚无网格。</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开%1</translation>
    </message>
    <message>
        <source>Choose a grid first</source>
        <translation>请先选择网格</translation>
    </message>
    <message>
        <source>Add a grid here</source>
        <translation>在此新增网格</translation>
    </message>
    <message>
        <source>Import posts and people</source>
        <translation>导入岗位与人员</translation>
    </message>
    <message>
        <source>Import grids and borders</source>
        <translation>导入网格和边界</translation>
    </message>
</context>
<context>
    <name>fengqiao::HandoverSheetDialog</name>
    <message numerus="yes">
        <source>and %n more; the list of work shows them.</source>
        <translation>
            <numerusform>另有 %n 项，见“我的事项”。</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Shift handover sheet</source>
        <translation>交接班单</translation>
    </message>
</context>
<context>
    <name>fengqiao::ImportChoices</name>
    <message>
        <source>Layer or sheet</source>
        <translation>图层或工作表</translation>
    </message>
    <message>
        <source>As the row says, else as its village</source>
        <translation>按各行所填，未填的同本村</translation>
    </message>
    <message>
        <source>Resolve borders that cross themselves</source>
        <translation>自动修复自相交的边界</translation>
    </message>
    <message>
        <source>Otherwise they are refused.</source>
        <translation>不选则不予接受。</translation>
    </message>
    <message>
        <source>As each feature says</source>
        <translation>按各要素所注</translation>
    </message>
    <message>
        <source>As the file says: %1</source>
        <translation>按文件所注：%1</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>The file does not say its coordinate system: choose it.</source>
        <translation>文件未注明坐标系，请选择。</translation>
    </message>
    <message>
        <source>The file is in %1, which is not known here: choose the datum that it means.</source>
        <translation>文件采用的坐标系 %1 无法识别，请选择其实际坐标系。</translation>
    </message>
</context>
<context>
    <name>fengqiao::ImportDialog</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Save refused rows</source>
        <translation>保存未接受的行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Try without writing</source>
        <translation>试导入</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>%1 rows, %2 rows a second</source>
        <translation>%1 行，每秒 %2 行</translation>
    </message>
    <message>
        <source>Choose the column of: %1.</source>
        <translation>请选择以下字段对应的列：%1。</translation>
    </message>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n 个要素</numerusform>
        </translation>
    </message>
    <message>
        <source>Coordinate system: %1</source>
        <translation>坐标系：%1</translation>
    </message>
    <message>
        <source>Encoding: %1</source>
        <translation>文字编码：%1</translation>
    </message>
    <message>
        <source>columns not used: %1</source>
        <translation>未使用的列：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Looking into the file</source>
        <translation>正在识别文件</translation>
    </message>
    <message>
        <source>Trying</source>
        <translation>正在试导入</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
</context>
<context>
    <name>fengqiao::ImportMapping</name>
    <message>
        <source>%1 *</source>
        <comment>a field that is needed</comment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>Column of “%1”</source>
        <translation>“%1”对应的列</translation>
    </message>
    <message>
        <source>(none)</source>
        <comment>no column of the file</comment>
        <translation>（无）</translation>
    </message>
</context>
<context>
    <name>fengqiao::InlineError</name>
    <message>
        <source>Rule %1</source>
        <translation>规则 %1</translation>
    </message>
</context>
<context>
    <name>fengqiao::InstantEditor</name>
    <message>
        <source>hh:mm</source>
        <translation>时:分</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>This is not a day. Please write it as 2026-09-14.</source>
        <translation>日期有误。请按 2026-09-14 的格式填写。</translation>
    </message>
    <message>
        <source>This is not a time of day. Please write it as 09:05.</source>
        <translation>时间有误。请按 09:05 的格式填写。</translation>
    </message>
</context>
<context>
    <name>fengqiao::IssueTextsDialog</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Texts of the issue</source>
        <translation>刊期文字</translation>
    </message>
    <message>
        <source>%1 (needed)</source>
        <translation>%1（必填）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Checking the texts</source>
        <translation>正在核对文字</translation>
    </message>
</context>
<context>
    <name>fengqiao::JoinPage</name>
    <message>
        <source>A further desk of a county</source>
        <translation>加入已有的县</translation>
    </message>
    <message>
        <source>The county&apos;s file is fetched from the server. Whoever looks after the server has registered this desk and told you its number.</source>
        <translation>从服务器取得本县数据。服务器管理员已登记本机，并告知本机编号。</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Password of the server&apos;s role, if it has one</source>
        <translation>服务器角色的密码（如有）</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>您的账户</translation>
    </message>
    <message>
        <source>Password on this desk, at least 10 characters</source>
        <translation>在本机使用的密码，至少 10 个字符</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Fetch the county</source>
        <translation>取得本县数据</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Number of this desk</source>
        <translation>本机编号</translation>
    </message>
    <message>
        <source>county</source>
        <translation>本县</translation>
    </message>
    <message>
        <source>Please write the address of the server.</source>
        <translation>请填写服务器地址。</translation>
    </message>
    <message>
        <source>Please write your account.</source>
        <translation>请填写您的账户。</translation>
    </message>
    <message>
        <source>The two passwords differ. Please type the second one again.</source>
        <translation>两次输入的密码不一致，请重新输入第二次。</translation>
    </message>
    <message>
        <source>This file exists already; choose another name.</source>
        <translation>该文件已存在，请换一个名称。</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>正在连接服务器…</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>已取 %1 行，共 %2 行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message numerus="yes">
        <source>about %n seconds left</source>
        <translation>
            <numerusform>约剩 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minutes left</source>
        <translation>
            <numerusform>约剩 %n 分钟</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::LongTextEditor</name>
    <message>
        <source>%1 characters at most; there are %2.</source>
        <translation>最多 %1 字，现有 %2 字。</translation>
    </message>
</context>
<context>
    <name>fengqiao::MapLayerList</name>
    <message>
        <source>Layers of the map</source>
        <translation>地图图层</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>fengqiao::MapPanel</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>What the colours of the grids say</source>
        <translation>网格颜色的含义</translation>
    </message>
    <message>
        <source>How events are shown</source>
        <translation>事件的显示方式</translation>
    </message>
    <message>
        <source>Events in groups</source>
        <translation>事件聚合显示</translation>
    </message>
    <message>
        <source>Events as heat</source>
        <translation>事件热力显示</translation>
    </message>
    <message>
        <source>Events one by one</source>
        <translation>事件逐个显示</translation>
    </message>
    <message>
        <source>Days whose events are shown</source>
        <translation>显示哪些日期的事件</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>The whole county</source>
        <translation>全县范围</translation>
    </message>
    <message>
        <source>Print the sheet of the grid</source>
        <translation>打印网格信息单</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>The map is being read.</source>
        <translation>正在读取地图。</translation>
    </message>
    <message>
        <source>This event is no longer there for you to see.</source>
        <translation>该事件已不存在，或您已无权查看。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; the list has them all</source>
        <translation>
            <numerusform>另有 %n 件，全部事件见列表</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the picture of the map</source>
        <translation>保存地图图片</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>The picture is saved: %1</source>
        <translation>图片已保存：%1</translation>
    </message>
    <message>
        <source>The picture could not be written to %1. Choose another folder.</source>
        <translation>图片无法写入 %1，未保存。请另选文件夹。</translation>
    </message>
    <message>
        <source>Picture of the map: %1</source>
        <translation>地图图片：%1</translation>
    </message>
    <message>
        <source>This event has no place on the map.</source>
        <translation>该事件没有地图位置。</translation>
    </message>
    <message>
        <source>Choose a grid first.</source>
        <translation>请先选择网格。</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Import grids and borders</source>
        <translation>导入网格和边界</translation>
    </message>
    <message>
        <source>Import borders</source>
        <translation>导入边界</translation>
    </message>
</context>
<context>
    <name>fengqiao::MapSearch</name>
    <message>
        <source>Grid, village, code or pinyin</source>
        <translation>网格、村（社区）、编码或拼音</translation>
    </message>
    <message>
        <source>Look for a place on the map</source>
        <translation>在地图上查找地点</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>查到的地点</translation>
    </message>
    <message>
        <source>No place on the map answers this.</source>
        <translation>地图上没有符合条件的地点。</translation>
    </message>
</context>
<context>
    <name>fengqiao::MapTask</name>
    <message>
        <source>Save the border</source>
        <translation>保存边界</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Click the place on the map, or move it under the middle and press Enter; Esc leaves.</source>
        <translation>请在地图上单击位置，或将该位置移到地图中央后按 Enter；按 Esc 退出。</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>所选位置</translation>
    </message>
    <message>
        <source>Click along the way; double click ends, Backspace takes the last point back.</source>
        <translation>请沿路线逐点单击；双击结束，Backspace 撤回上一点。</translation>
    </message>
    <message>
        <source>Click around the area; double click ends, Backspace takes the last point back.</source>
        <translation>请沿区域四周逐点单击；双击结束，Backspace 撤回上一点。</translation>
    </message>
    <message>
        <source>Area %1, border %2</source>
        <translation>面积 %1，边界 %2</translation>
    </message>
    <message>
        <source>Distance %1</source>
        <translation>距离 %1</translation>
    </message>
    <message>
        <source>Your roles do not include drawing borders.</source>
        <translation>您的角色不含绘制边界。</translation>
    </message>
    <message>
        <source>This grid is not in force today; its border stays as it was.</source>
        <translation>该网格今日不在有效期内，边界未作更改。</translation>
    </message>
    <message>
        <source>Border of %1: drag its points, click the middle of an edge for a new one, Delete takes one away. It snaps to its neighbours; Alt sets it free.</source>
        <translation>%1的边界：拖动顶点可调整，单击边线中点可增加顶点，Delete 删除顶点。顶点自动贴合相邻网格；按住 Alt 不贴合。</translation>
    </message>
    <message>
        <source>Border of %1: click its corners, double click ends. It snaps to its neighbours; Alt sets it free.</source>
        <translation>%1的边界：逐个单击顶点，双击结束。顶点自动贴合相邻网格；按住 Alt 不贴合。</translation>
    </message>
    <message>
        <source>The border of %1 is being checked and saved.</source>
        <translation>正在检查并保存%1的边界。</translation>
    </message>
    <message>
        <source>The border of %1 is saved; reports of earlier days keep the old one.</source>
        <translation>%1的边界已保存；以前日期的报表仍用原边界。</translation>
    </message>
    <message>
        <source>What was drawn for %1 was discarded; nothing was saved.</source>
        <translation>已放弃为 %1 所绘的内容，未保存。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Border of %1: nothing was saved; what you drew is kept. Mend it and save again, or discard it.</source>
        <translation>%1 的边界：未保存，所绘内容保留。修改后再保存，或放弃所绘内容。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>fengqiao::MapView</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Arrow keys move the map, plus and minus zoom, Enter opens what lies in the middle.</source>
        <translation>方向键移动地图，加号和减号缩放，Enter 打开地图中央的内容。</translation>
    </message>
</context>
<context>
    <name>fengqiao::MatterActions</name>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>%1: %2 is done.</source>
        <translation>%1：%2 已完成。</translation>
    </message>
    <message>
        <source>A matter leaves its room only by an action, such as a return or a recusal.</source>
        <translation>事项只能通过退回、回避等操作移出调解室。</translation>
    </message>
    <message>
        <source>Not to this room yet</source>
        <translation>暂不能移入该调解室</translation>
    </message>
    <message>
        <source>Not to “%1” yet</source>
        <translation>暂不能移入“%1”</translation>
    </message>
    <message>
        <source>Next comes “%1”, by: %2.</source>
        <translation>下一步：“%1”，由%2办理。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>fengqiao::MatterHead</name>
    <message>
        <source>Danger</source>
        <translation>危险</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>限制查阅</translation>
    </message>
    <message>
        <source>Domestic violence or a minor: only those who must know see this matter.</source>
        <translation>涉及家庭暴力或未成年人，只有必须知情的人员可以查看。</translation>
    </message>
    <message>
        <source>Suggested by the score; a person confirms it.</source>
        <translation>由评分建议，须经人工确认。</translation>
    </message>
</context>
<context>
    <name>fengqiao::MatterPanel</name>
    <message>
        <source>Choose a matter on the board or in your list; it opens here.</source>
        <translation>请在看板或我的事项中选择，事项将在此打开。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>History</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>Parties %1</source>
        <translation>当事人 %1</translation>
    </message>
    <message>
        <source>Joint work</source>
        <translation>协同办理</translation>
    </message>
    <message>
        <source>Joint work %1</source>
        <translation>协同办理 %1</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Papers %1</source>
        <translation>文书 %1</translation>
    </message>
</context>
<context>
    <name>fengqiao::MediatorBoardPanel</name>
    <message>
        <source>Suggest for the matter</source>
        <translation>为事项推荐</translation>
    </message>
    <message>
        <source>All mediators</source>
        <translation>全部调解员</translation>
    </message>
    <message>
        <source>The mediator pool is empty. The administrator adds mediators.</source>
        <translation>调解员人才库尚无人员。由系统管理员添加调解员。</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>擅长</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Open a matter first; then this tells who fits it, and why.</source>
        <translation>请先打开事项，即可在此查看适合的调解员及理由。</translation>
    </message>
    <message>
        <source>For %1. You choose; nothing is assigned from here.</source>
        <translation>供 %1 参考。由您选定，此处不办理交办。</translation>
    </message>
    <message>
        <source>Not offered for this matter</source>
        <translation>不予推荐</translation>
    </message>
    <message>
        <source>Nobody in the pool has this skill and language.</source>
        <translation>人才库中没有符合该专长和语言的调解员。</translation>
    </message>
    <message>
        <source>%1: kept.</source>
        <translation>%1：已保存。</translation>
    </message>
    <message>
        <source>Mediator pool</source>
        <translation>调解员人才库</translation>
    </message>
</context>
<context>
    <name>fengqiao::MergeDialog</name>
    <message>
        <source>Together with</source>
        <translation>合并对象</translation>
    </message>
    <message>
        <source>Grids to merge with %1</source>
        <translation>与%1合并的网格</translation>
    </message>
    <message>
        <source>Name *</source>
        <translation>名称 *</translation>
    </message>
    <message>
        <source>Code that goes on</source>
        <translation>沿用的编码</translation>
    </message>
    <message>
        <source>There is no other grid of this kind in the village; move one here first.</source>
        <translation>该村（社区）没有其他同类网格；请先将要合并的网格调整到该村（社区）。</translation>
    </message>
    <message>
        <source>Its posts and people go on; those of the other grids end and are appointed anew. The borders are put together.</source>
        <translation>沿用编码的网格，其岗位和人员保留；其他网格的岗位和任职终止，须重新任命。各网格的边界合并。</translation>
    </message>
</context>
<context>
    <name>fengqiao::MismatchList</name>
    <message>
        <source>What does not fit</source>
        <translation>不符之处</translation>
    </message>
    <message>
        <source>to be cleared up by %1</source>
        <translation>由 %1 核实</translation>
    </message>
</context>
<context>
    <name>fengqiao::MoneyEditor</name>
    <message>
        <source>Yuan, such as 2000.50</source>
        <translation>元，例如 2000.50</translation>
    </message>
</context>
<context>
    <name>fengqiao::MonthChoice</name>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
</context>
<context>
    <name>fengqiao::MyListPanel</name>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>My matters</source>
        <translation>我的事项</translation>
    </message>
    <message>
        <source>Nothing lies on your table. What is assigned to you appears here.</source>
        <translation>您没有待办事项。交办给您的事项将显示在此。</translation>
    </message>
    <message>
        <source>Waiting for others</source>
        <translation>等待他人办理</translation>
    </message>
</context>
<context>
    <name>fengqiao::NewCountyPage</name>
    <message>
        <source>A new county</source>
        <translation>新建县数据文件</translation>
    </message>
    <message>
        <source>County: name, pinyin or code</source>
        <translation>县（市、区）：名称、拼音或代码</translation>
    </message>
    <message>
        <source>Counties</source>
        <translation>县（市、区）</translation>
    </message>
    <message>
        <source>Administrator&apos;s account</source>
        <translation>管理员账户</translation>
    </message>
    <message>
        <source>Administrator&apos;s name</source>
        <translation>管理员姓名</translation>
    </message>
    <message>
        <source>Password, at least 10 characters</source>
        <translation>密码（至少 10 位）</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Choose the folder and the name</source>
        <translation>选择文件夹和名称</translation>
    </message>
    <message>
        <source>With invented demo data</source>
        <translation>填入虚构的演示数据</translation>
    </message>
    <message>
        <source>Make the county</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The county is made. This recovery code opens it if every password is lost. It is shown only now: write it on paper and keep it under lock.</source>
        <translation>文件已建好。所有密码遗失时，可用此恢复码打开。恢复码只在此时显示，请抄写在纸上并锁好保管。</translation>
    </message>
    <message>
        <source>It is written down</source>
        <translation>已抄写</translation>
    </message>
    <message>
        <source>File of the new county</source>
        <translation>新建的数据文件</translation>
    </message>
    <message>
        <source>County files (*.fengqiao)</source>
        <translation>县数据文件 (*.fengqiao)</translation>
    </message>
    <message>
        <source>Please choose a county from the list.</source>
        <translation>请从列表中选择县（市、区）。</translation>
    </message>
    <message>
        <source>Please write the administrator&apos;s name.</source>
        <translation>请填写管理员姓名。</translation>
    </message>
    <message>
        <source>The two passwords differ. Please type the second one again.</source>
        <translation>两次输入的密码不一致。请再次输入第二个密码。</translation>
    </message>
    <message>
        <source>Making the county…</source>
        <translation>正在新建…</translation>
    </message>
</context>
<context>
    <name>fengqiao::NewVisitPage</name>
    <message>
        <source>Start over</source>
        <translation>重新填写</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>label of a required field</comment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>Document and phone (Alt+D)</source>
        <translation>证件和电话 (Alt+D)</translation>
    </message>
    <message>
        <source>Only if a matter will follow from this visit</source>
        <translation>仅在本次来访将转为事项时填写</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>A group visit: representatives named %1 of at most %2.</source>
        <translation>集体访：已填代表 %1 人，最多 %2 人。</translation>
    </message>
    <message>
        <source>Please choose what the visit is for.</source>
        <translation>请选择来访目的。</translation>
    </message>
    <message>
        <source>A document or phone needs the name it belongs to.</source>
        <translation>填写证件或电话时，须填写对应的姓名。</translation>
    </message>
    <message>
        <source>More fields</source>
        <translation>更多栏目</translation>
    </message>
</context>
<context>
    <name>fengqiao::OfferBar</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Why not others?</source>
        <translation>其他操作为何不可用</translation>
    </message>
    <message>
        <source>Next comes “%1”, by: %2.</source>
        <translation>下一步：“%1”，由%2办理。</translation>
    </message>
    <message>
        <source>by: %1</source>
        <translation>由%1办理</translation>
    </message>
    <message>
        <source>starts in: %1</source>
        <translation>须在%1状态下办理</translation>
    </message>
    <message>
        <source>Why not now</source>
        <translation>暂不能办理的原因</translation>
    </message>
    <message>
        <source>Yours, but not in the state “%1”</source>
        <translation>由您办理，但“%1”状态下不可用</translation>
    </message>
    <message>
        <source>Done by others</source>
        <translation>由他人办理</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What cannot be done now, and why</source>
        <translation>当前不能办理的操作及原因</translation>
    </message>
</context>
<context>
    <name>fengqiao::OverlayMenu</name>
    <message>
        <source>Open the matter</source>
        <translation>打开事项</translation>
    </message>
</context>
<context>
    <name>fengqiao::OverlaysSection</name>
    <message>
        <source>Joint work</source>
        <translation>协同办理</translation>
    </message>
    <message>
        <source>Nothing runs beside this matter: no warning, whistle, supervision, consultation or booked session.</source>
        <translation>本事项没有协同办理的内容：无预警、吹哨、督办、会诊或已预约的调解会。</translation>
    </message>
</context>
<context>
    <name>fengqiao::OverviewSection</name>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Triage, changed by hand</source>
        <translation>分级诊疗（人工调整）</translation>
    </message>
    <message>
        <source>Triage</source>
        <translation>分级诊疗</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>route and its reason</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>调解室</translation>
    </message>
    <message>
        <source>Mediator</source>
        <translation>调解员</translation>
    </message>
    <message>
        <source>Lead unit</source>
        <translation>牵头单位</translation>
    </message>
    <message>
        <source>Co-units</source>
        <translation>协办单位</translation>
    </message>
    <message>
        <source>Dispute type</source>
        <translation>纠纷类型</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Open the visit it came from</source>
        <translation>打开来源来访</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>来访</translation>
    </message>
</context>
<context>
    <name>fengqiao::PapersSection</name>
    <message>
        <source>Papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>No paper has been made and no file attached yet.</source>
        <translation>尚未制作文书，也没有附件。</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>第 %1 版</translation>
    </message>
    <message>
        <source>signed: %1</source>
        <translation>已签署：%1</translation>
    </message>
    <message>
        <source>still to sign: %1</source>
        <translation>待签署：%1</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>serves as: %1</source>
        <translation>用作：%1</translation>
    </message>
    <message>
        <source>its content is not on this desk yet</source>
        <translation>本机尚无其内容</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>卷宗</translation>
    </message>
    <message>
        <source>nothing is missing</source>
        <translation>已齐全</translation>
    </message>
    <message numerus="yes">
        <source>%n paper(s) are missing</source>
        <translation>
            <numerusform>尚缺 %n 份</numerusform>
        </translation>
    </message>
    <message>
        <source>○ needed</source>
        <translation>○ 需要</translation>
    </message>
    <message>
        <source>✓ there</source>
        <translation>✓ 已有</translation>
    </message>
    <message>
        <source>✕ missing</source>
        <translation>✕ 缺少</translation>
    </message>
    <message>
        <source>○ made with the dossier</source>
        <translation>○ 随卷宗生成</translation>
    </message>
    <message>
        <source>Not needed so far: %1.</source>
        <translation>目前不需要：%1。</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>The file cannot be written there: %1</source>
        <translation>文件无法写入该处，未保存：%1</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Another paper</source>
        <translation>其他文书</translation>
    </message>
    <message>
        <source>View and print</source>
        <translation>查看并打印</translation>
    </message>
    <message>
        <source>Dossier as PDF</source>
        <translation>卷宗 PDF</translation>
    </message>
</context>
<context>
    <name>fengqiao::PartiesSection</name>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>masked again in %1 s</source>
        <translation>%1 秒后恢复遮掩</translation>
    </message>
    <message>
        <source>No party is on file yet.</source>
        <translation>尚无当事人。</translation>
    </message>
    <message>
        <source>Reported by %1. Kept apart: the parties never learn it.</source>
        <translation>反映人：%1。单独保存，不向当事人透露。</translation>
    </message>
    <message>
        <source>Full data</source>
        <translation>完整信息</translation>
    </message>
    <message>
        <source>Shows the full data for a minute; a reason is asked for.</source>
        <translation>显示完整信息一分钟，须说明理由。</translation>
    </message>
</context>
<context>
    <name>fengqiao::PeoplePanel</name>
    <message>
        <source>Name, pinyin, ID or phone tail, address, number</source>
        <translation>姓名、拼音、证件或电话尾号、地址、编号</translation>
    </message>
    <message>
        <source>Type a name, its pinyin or initials, the last four of an ID or phone number, a piece of an address, or the number of a matter.</source>
        <translation>请输入姓名、拼音或首字母，证件号码或电话的后四位，地址的一部分，或事项编号。</translation>
    </message>
    <message>
        <source>Nobody and nothing found for “%1”.</source>
        <translation>没有与“%1”相符的人员或事项。</translation>
    </message>
    <message>
        <source>People and matters found</source>
        <translation>查到的人员和事项</translation>
    </message>
</context>
<context>
    <name>fengqiao::PeriodChoice</name>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>上年</translation>
    </message>
    <message>
        <source>Other period …</source>
        <translation>其他期间…</translation>
    </message>
</context>
<context>
    <name>fengqiao::PeriodDialog</name>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>fengqiao::PersonCard</name>
    <message>
        <source>Full data</source>
        <translation>完整信息</translation>
    </message>
    <message>
        <source>Shows the full data for a minute; a reason is asked for.</source>
        <translation>显示完整信息一分钟，须说明理由。</translation>
    </message>
    <message>
        <source>Open the latest matter of this person</source>
        <translation>打开此人最近的事项</translation>
    </message>
    <message>
        <source>No earlier visit or matter that you may see</source>
        <translation>没有您可查看的以往来访或事项</translation>
    </message>
    <message>
        <source>masked again in %1 s</source>
        <translation>%1 秒后恢复遮掩</translation>
    </message>
</context>
<context>
    <name>fengqiao::ProgressStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>fengqiao::QueuePanel</name>
    <message>
        <source>Call next</source>
        <translation>叫下一位</translation>
    </message>
    <message>
        <source>Call this one</source>
        <translation>叫此号</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Nobody has come today yet. When somebody comes, press F2.</source>
        <translation>今天还没有人来访。有人来访时，请按 F2 登记。</translation>
    </message>
    <message>
        <source>My window</source>
        <translation>我的窗口</translation>
    </message>
    <message>
        <source>The window that calls from this computer</source>
        <translation>本机叫号的窗口</translation>
    </message>
    <message>
        <source>Call next (F8)</source>
        <translation>叫下一位 (F8)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>紧急处置</translation>
    </message>
    <message>
        <source>This visitor is in danger (F12 for somebody without a ticket)</source>
        <translation>此来访人有危险（没有排队号的按 F12）</translation>
    </message>
    <message>
        <source>No window</source>
        <translation>未选窗口</translation>
    </message>
</context>
<context>
    <name>fengqiao::Rail</name>
    <message>
        <source>Rail</source>
        <translation>导航栏</translation>
    </message>
    <message>
        <source>Someone is in danger (F12)</source>
        <translation>有人遇到危险 (F12)</translation>
    </message>
    <message>
        <source>Everything you may do (Ctrl+K)</source>
        <translation>您可办理的全部操作 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (F1)</source>
        <translation>快捷键 (F1)</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Switch to the dark appearance (Ctrl+Shift+D)</source>
        <translation>切换为深色外观 (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Switch to the light appearance (Ctrl+Shift+D)</source>
        <translation>切换为浅色外观 (Ctrl+Shift+D)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Urgent</source>
        <comment>rail: the emergency path</comment>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>fengqiao::RailButton</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>beside a perspective of the rail</comment>
        <translation>
            <numerusform>%n 项待办</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::ReconciliationPanel</name>
    <message>
        <source>Import a return</source>
        <translation>导入报表</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Declared figures beside counted ones</source>
        <translation>申报数据与本机统计对照</translation>
    </message>
    <message>
        <source>No declared figures yet. A return of a town or an outside system is a CSV file with one figure a line.</source>
        <translation>尚无申报数据。乡镇或外部系统的报表为 CSV 文件，每行一个数据。</translation>
    </message>
    <message numerus="yes">
        <source>%n declared figure(s)</source>
        <translation>
            <numerusform>%n 项申报数据</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n comparison(s)</source>
        <translation>
            <numerusform>%n 次核对</numerusform>
        </translation>
    </message>
    <message>
        <source>everything fits</source>
        <translation>全部相符</translation>
    </message>
    <message numerus="yes">
        <source>%n mismatch(es)</source>
        <translation>
            <numerusform>%n 处不符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s) taken</source>
        <translation>
            <numerusform>已收 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n known already</source>
        <translation>
            <numerusform>%n 项已有</numerusform>
        </translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV 文件 (*.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read, or is larger than a return is; nothing was taken.</source>
        <translation>无法读取 %1，或文件大于报表应有的大小；未导入任何内容。</translation>
    </message>
</context>
<context>
    <name>fengqiao::RecordsEditor</name>
    <message>
        <source>Add: %1</source>
        <comment>button of a record in a form</comment>
        <translation>添加：%1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Please correct the marked entries.</source>
        <translation>请更正标出的内容。</translation>
    </message>
</context>
<context>
    <name>fengqiao::ReferenceEditor</name>
    <message>
        <source>Type to search</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>fengqiao::RefusalModel</name>
    <message>
        <source>Line</source>
        <comment>of a file</comment>
        <translation>行</translation>
    </message>
    <message>
        <source>Number there</source>
        <translation>原编号</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Feature</source>
        <comment>of a layer</comment>
        <translation>要素</translation>
    </message>
    <message>
        <source>The refused rows could not be written to %1: %2. Please choose another place.</source>
        <translation>未接受的行无法写入 %1：%2。请另选位置。</translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation>未接受的行</translation>
    </message>
    <message>
        <source>Save the refused rows</source>
        <translation>保存未接受的行</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>%1 refused rows</source>
        <translation>%1 未接受的行</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
</context>
<context>
    <name>fengqiao::ReportsPanel</name>
    <message>
        <source>No issue is chosen.</source>
        <translation>未选择刊期。</translation>
    </message>
    <message>
        <source>Compute anew</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>Spreadsheet…</source>
        <translation>电子表格…</translation>
    </message>
    <message>
        <source>New issue</source>
        <translation>新建刊期</translation>
    </message>
    <message>
        <source>Export a list</source>
        <translation>导出清单</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>刊期</translation>
    </message>
    <message>
        <source>Keep as a spreadsheet</source>
        <translation>存为电子表格</translation>
    </message>
    <message>
        <source>There is no issue yet. Begin with &quot;New issue&quot;: kind and period are enough.</source>
        <translation>还没有刊期。点“新建刊期”，选好种类和期间即可。</translation>
    </message>
    <message>
        <source>There is no issue yet.</source>
        <translation>还没有刊期。</translation>
    </message>
    <message>
        <source>frozen %1</source>
        <translation>定稿于 %1</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>Kept as %1.</source>
        <translation>已存为 %1。</translation>
    </message>
</context>
<context>
    <name>fengqiao::RoomCalendarGrid</name>
    <message>
        <source>Room calendar</source>
        <translation>调解室日历</translation>
    </message>
    <message>
        <source>%1, %2: free</source>
        <translation>%1，%2：空闲</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1，%2 至 %3</translation>
    </message>
    <message>
        <source>A side waits here.</source>
        <translation>一方在此等候。</translation>
    </message>
    <message numerus="yes">
        <source>%n take part</source>
        <translation>
            <numerusform>%n 人参加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seats</source>
        <translation>
            <numerusform>%n 座</numerusform>
        </translation>
    </message>
    <message>
        <source>step-free</source>
        <translation>无障碍</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>等候：%1</translation>
    </message>
    <message>
        <source>waiting apart</source>
        <translation>分开等候</translation>
    </message>
</context>
<context>
    <name>fengqiao::RoomCalendarPanel</name>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Next free time</source>
        <translation>最近空闲时段</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前一段</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后一段</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>Booked: %1.</source>
        <translation>已预约：%1。</translation>
    </message>
    <message>
        <source>Moved to %1, %2.</source>
        <translation>已调整至%1，%2。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>Open the matter</source>
        <translation>打开事项</translation>
    </message>
    <message>
        <source>No free time was found in the coming weeks.</source>
        <translation>未来几周没有空闲时段。</translation>
    </message>
    <message>
        <source>Next free: %1, %2.</source>
        <translation>最近空闲：%1，%2。</translation>
    </message>
    <message>
        <source>No room is in use yet. The administrator adds rooms.</source>
        <translation>尚无启用的调解室。由系统管理员添加调解室。</translation>
    </message>
</context>
<context>
    <name>fengqiao::RosterPanel</name>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>every purpose</source>
        <translation>全部来访目的</translation>
    </message>
    <message>
        <source>%1, not here today</source>
        <comment>stationing mode</comment>
        <translation>%1（今日不在岗）</translation>
    </message>
    <message>
        <source>Change today&apos;s officer</source>
        <translation>更改今日值班人员</translation>
    </message>
    <message>
        <source>Change today&apos;s officer of %1</source>
        <translation>更改%1今日值班人员</translation>
    </message>
    <message>
        <source>No windows or member units are set up yet.</source>
        <translation>尚未设置窗口和成员单位。</translation>
    </message>
    <message>
        <source>%1, today</source>
        <comment>member unit</comment>
        <translation>%1，今日</translation>
    </message>
    <message>
        <source>The roster of %1 is changed for today.</source>
        <translation>%1今日值班已更改。</translation>
    </message>
</context>
<context>
    <name>fengqiao::RowsBehindPanel</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Numerator</source>
        <translation>分子</translation>
    </message>
    <message>
        <source>Denominator</source>
        <translation>分母</translation>
    </message>
    <message>
        <source>Rows behind the figure</source>
        <translation>数据清单</translation>
    </message>
    <message>
        <source>Choose a figure or a bar of a chart: its rows are listed here.</source>
        <translation>点选数据或图中的柱，清单在此列出。</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>provisional</source>
        <translation>暂计</translation>
    </message>
    <message>
        <source>Numerator %1</source>
        <translation>分子 %1</translation>
    </message>
    <message>
        <source>Denominator %1</source>
        <translation>分母 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, which add up to %2</source>
        <translation>%1，合计 %2</translation>
    </message>
    <message>
        <source>%1; the figure is %2</source>
        <translation>%1；数据为 %2</translation>
    </message>
    <message>
        <source>No row stands behind this figure.</source>
        <translation>该数据没有对应记录。</translation>
    </message>
    <message>
        <source>This record counts, but it is not open to you.</source>
        <translation>该记录计入统计，但您无权打开。</translation>
    </message>
</context>
<context>
    <name>fengqiao::SafetyIndexPanel</name>
    <message>
        <source>not declared; its weight goes to the others</source>
        <translation>未申报，其权重分摊给其他各项</translation>
    </message>
    <message>
        <source>counted here: %1</source>
        <translation>本系统统计：%1</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>q or p</source>
        <translation>q 或 p</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Items of the index</source>
        <translation>指数各项</translation>
    </message>
    <message>
        <source>Safety index</source>
        <translation>平安指数</translation>
    </message>
    <message>
        <source>Coverage %1: so much of the weights is known.</source>
        <translation>覆盖率%1：已有数据的各项权重之和。</translation>
    </message>
    <message>
        <source>Coverage %1: below %2 per cent of the weights nothing is published.</source>
        <translation>覆盖率%1：已知权重不足%2%，不予发布。</translation>
    </message>
    <message>
        <source>Nothing is declared for %1 in %2 that the safety index is made of. Counts of alarms, fires, accidents and residents come with a return.</source>
        <translation>%1在%2没有平安指数所需的申报数。警情、火灾、事故和常住人口等由报表申报。</translation>
    </message>
    <message>
        <source>To the declared figures</source>
        <translation>查看申报数</translation>
    </message>
</context>
<context>
    <name>fengqiao::ScoreSection</name>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
    <message>
        <source>The risk has not been assessed yet.</source>
        <translation>尚未进行风险评估。</translation>
    </message>
    <message>
        <source>Confirmed by a person: %1.</source>
        <translation>人工确认等级：%1。</translation>
    </message>
    <message>
        <source>points in all</source>
        <translation>合计得分</translation>
    </message>
    <message>
        <source>Unknown, counted as 0: %1.</source>
        <translation>情况不明，按 0 分计：%1。</translation>
    </message>
    <message>
        <source>The points are of this matter alone: never of a person, never carried over.</source>
        <translation>分数只针对本事项，不针对个人，不带入其他事项。</translation>
    </message>
</context>
<context>
    <name>fengqiao::SearchField</name>
    <message>
        <source>Clear (Esc)</source>
        <translation>清除 (Esc)</translation>
    </message>
</context>
<context>
    <name>fengqiao::SheetDialog</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>The sheet is kept: %1</source>
        <translation>文件已保存：%1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The sheet could not be written to %1: %2. Please choose another place.</source>
        <translation>文件无法写入 %1：%2，未保存。请另选位置。</translation>
    </message>
    <message>
        <source>The printer %1 did not answer. Please look at the printer and print again, or save the sheet as PDF.</source>
        <translation>打印机 %1 没有响应，未打印。请检查打印机后重新打印，或存为 PDF。</translation>
    </message>
    <message>
        <source>Save the sheet as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
</context>
<context>
    <name>fengqiao::ShortcutSheet</name>
    <message>
        <source>Keyboard</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>fengqiao::SignDialog</name>
    <message>
        <source>Take back a stroke</source>
        <translation>撤回一笔</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A fingerprint is given on paper only: the printed paper has room for it beside each signature.</source>
        <translation>指印只在纸面上按捺：打印的文书在每处签名旁留有位置。</translation>
    </message>
    <message>
        <source>has signed</source>
        <translation>已签名</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Please sign in the field, or say that the signature stands on paper.</source>
        <translation>请在签名栏内签名，或注明已在纸面签名。</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
</context>
<context>
    <name>fengqiao::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>%1 is signed in. What was typed is still there.</source>
        <translation>%1已登录，填写的内容仍然保留。</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
</context>
<context>
    <name>fengqiao::SignaturePad</name>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Sign here with a pen, a finger or the mouse. Ctrl+Z takes back the last stroke, Delete clears the field. Signing on paper is just as good.</source>
        <translation>请用笔、手指或鼠标在此签名。Ctrl+Z 撤回上一笔，Delete 清空重签。在纸面签名同样有效。</translation>
    </message>
</context>
<context>
    <name>fengqiao::SlipCard</name>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Print (Ctrl+P)</source>
        <translation>打印 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Open the visit</source>
        <translation>打开来访</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Visitor slip</source>
        <translation>来访登记单</translation>
    </message>
</context>
<context>
    <name>fengqiao::SplitDialog</name>
    <message>
        <source>One more part</source>
        <translation>增加一部分</translation>
    </message>
    <message>
        <source>The part that keeps the code keeps the posts and the people in them. Borders are drawn on the map afterwards.</source>
        <translation>沿用编码的部分保留原有岗位及在岗人员。边界随后在地图上绘制。</translation>
    </message>
    <message>
        <source>Name of part %1</source>
        <translation>第 %1 部分的名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Code of part %1</source>
        <translation>第 %1 部分的编码</translation>
    </message>
    <message>
        <source>Code: the next free one</source>
        <translation>编码：自动取下一个可用编码</translation>
    </message>
    <message>
        <source>Households of part %1</source>
        <translation>第 %1 部分的户数</translation>
    </message>
    <message>
        <source>Households</source>
        <translation>户数</translation>
    </message>
    <message>
        <source>Without this part</source>
        <translation>去掉此部分</translation>
    </message>
    <message>
        <source>Together %1 of %2 households.</source>
        <translation>合计 %1 户，原有 %2 户。</translation>
    </message>
</context>
<context>
    <name>fengqiao::StageBar</name>
    <message>
        <source>Stage %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>fengqiao::StartPage</name>
    <message>
        <source>Fengqiao</source>
        <translation>枫桥</translation>
    </message>
    <message>
        <source>Open the file of your county, or make a new one.</source>
        <translation>请打开本县的数据文件，或新建一个。</translation>
    </message>
    <message>
        <source>Opened before</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Open a county&apos;s file…</source>
        <translation>打开县数据文件…</translation>
    </message>
    <message>
        <source>Make a new county…</source>
        <translation>新建县数据文件…</translation>
    </message>
    <message>
        <source>Open a county&apos;s file</source>
        <translation>打开县数据文件</translation>
    </message>
    <message>
        <source>County files (*.fengqiao)</source>
        <translation>县数据文件 (*.fengqiao)</translation>
    </message>
    <message>
        <source>Join a county on a server…</source>
        <translation>加入服务器上的县…</translation>
    </message>
</context>
<context>
    <name>fengqiao::StatusStrip</name>
    <message>
        <source>Demo data</source>
        <translation>演示数据</translation>
    </message>
    <message>
        <source>People, units and matters in this file are invented.</source>
        <translation>本文件中的人员、单位和事项均为虚构。</translation>
    </message>
    <message>
        <source>People, units and matters are invented</source>
        <translation>人员、单位和事项均为虚构</translation>
    </message>
    <message>
        <source>Matters that are with the safety services now</source>
        <translation>正由有权机关保护处置的事项</translation>
    </message>
    <message>
        <source>This desk works alone</source>
        <translation>本机独立运行</translation>
    </message>
    <message numerus="yes">
        <source>%n emergencies running</source>
        <translation>
            <numerusform>紧急处置 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>As of %1</source>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>Open the panel of this desk for more</source>
        <translation>打开“本机”面板查看详情</translation>
    </message>
    <message numerus="yes">
        <source>%n changes kept for the server</source>
        <translation>
            <numerusform>%n 项更改待发送</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::SubsidyPage</name>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Mediator</source>
        <translation>调解员</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>计算依据</translation>
    </message>
    <message>
        <source>Sheet of subsidies</source>
        <translation>补贴表</translation>
    </message>
    <message>
        <source>Lines of the sheet</source>
        <translation>补贴表明细</translation>
    </message>
    <message>
        <source>%1 yuan</source>
        <translation>%1元</translation>
    </message>
    <message>
        <source>There is no sheet of subsidies for %1. It takes the dossiers that were reviewed and wait to be paid.</source>
        <translation>%1尚无补贴表。已评查、待发放的案件会列入其中。</translation>
    </message>
    <message>
        <source>No subsidy of %1 is on a sheet for you yet.</source>
        <translation>%1的补贴表中尚无您的案件。</translation>
    </message>
    <message>
        <source>Case subsidies, %1</source>
        <translation>以案定补，%1</translation>
    </message>
</context>
<context>
    <name>fengqiao::SyncPanel</name>
    <message>
        <source>Everything is kept in the encrypted file on this computer. What is written here is also kept in order for a shared database, and is sent once one is set up.</source>
        <translation>全部内容保存在本机的加密文件中。本机的更改同时按顺序留存，待设置共享数据库后发送。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>最近备份</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>截至</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n 项更改</numerusform>
        </translation>
    </message>
    <message>
        <source>None on record yet</source>
        <translation>尚无记录</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Not taken by the server</source>
        <translation>服务器未接受的更改</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Last in step</source>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Password of the role, if it has one</source>
        <translation>角色密码（如有）</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Please write the address of the server.</source>
        <translation>请填写服务器地址。</translation>
    </message>
    <message>
        <source>Nothing is sent and nothing is fetched until you go on together. What is written here waits.</source>
        <translation>恢复联机之前不收发任何内容，在本机录入的内容等待发送。</translation>
    </message>
    <message>
        <source>What is written here is on the other desks a moment later, and theirs here.</source>
        <translation>在本机录入的内容片刻后即到其他电脑，反之亦然。</translation>
    </message>
    <message>
        <source>Go on together</source>
        <translation>恢复联机</translation>
    </message>
    <message>
        <source>Work alone</source>
        <translation>单独工作</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, as desk %2</source>
        <translation>%1，本机为 %2 号</translation>
    </message>
    <message>
        <source>Not since this window was opened</source>
        <translation>本次打开后尚未同步</translation>
    </message>
    <message>
        <source>No change of this desk was refused.</source>
        <translation>没有被服务器拒收的更改。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>It is sent once more with the next exchange.</source>
        <translation>将在下一次同步时重新提交。</translation>
    </message>
    <message>
        <source>Last compared</source>
        <translation>上次核对</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未核对</translation>
    </message>
    <message>
        <source>Mail van…</source>
        <translation>离线摆渡…</translation>
    </message>
</context>
<context>
    <name>fengqiao::TextEditor</name>
    <message>
        <source>%1 characters at least.</source>
        <translation>至少 %1 字。</translation>
    </message>
    <message>
        <source>%1 characters at most; there are %2.</source>
        <translation>最多 %1 字，现有 %2 字。</translation>
    </message>
</context>
<context>
    <name>fengqiao::Theme</name>
    <message>
        <source>The style %1 cannot be read. Please install the program again.</source>
        <translation>样式 %1 无法读取。请重新安装程序。</translation>
    </message>
</context>
<context>
    <name>fengqiao::TimeSlider</name>
    <message>
        <source>Days shown on the map</source>
        <translation>地图显示的日期</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>fengqiao::Timeline</name>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>尚无办理记录。</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>办理经过</translation>
    </message>
</context>
<context>
    <name>fengqiao::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>fengqiao::Tour</name>
    <message>
        <source>Demo administrator</source>
        <translation>演示管理员</translation>
    </message>
    <message>
        <source>The picture %1 could not be written.</source>
        <translation>截图 %1 无法写入。</translation>
    </message>
    <message>
        <source>The scenario has no line %1.</source>
        <translation>情景中没有第 %1 行。</translation>
    </message>
    <message>
        <source>%1 was done although the rules forbid it.</source>
        <translation>规则不允许的操作 %1 却得以执行。</translation>
    </message>
    <message>
        <source>Nobody is signed in at the end.</source>
        <translation>结束时无人登录。</translation>
    </message>
    <message>
        <source>This did not happen in time: %1.</source>
        <translation>未按时完成：%1。</translation>
    </message>
    <message numerus="yes">
        <source>The scenario was played; all %n expectations are met.</source>
        <translation>
            <numerusform>情景已演示完毕，%n 项预期全部符合。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The scenario was played with %n faults.</source>
        <translation>
            <numerusform>情景已演示完毕，有 %n 处不符。</numerusform>
        </translation>
    </message>
    <message>
        <source>SKIPPED, two desks side by side: %1.</source>
        <translation>已跳过两台电脑并排演示：%1。</translation>
    </message>
</context>
<context>
    <name>fengqiao::TriageBoard</name>
    <message>
        <source>Triage board</source>
        <translation>分级诊疗看板</translation>
    </message>
</context>
<context>
    <name>fengqiao::UnmaskDialog</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>See personal data unmasked</source>
        <translation>查看完整个人信息</translation>
    </message>
    <message>
        <source>Full data of %1</source>
        <translation>%1的完整信息</translation>
    </message>
    <message>
        <source>It is shown for %1 seconds. Your name, the time and the reason are kept in the audit.</source>
        <translation>将显示 %1 秒。您的姓名、查看时间和理由会记入审计日志。</translation>
    </message>
    <message>
        <source>Reason *</source>
        <translation>理由 *</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>fengqiao::VanDialog</name>
    <message>
        <source>%1 is the key of centre %2; this desk belongs to %3.</source>
        <translation>%1 是中心 %2 的密钥，本坐席属于中心 %3。</translation>
    </message>
    <message>
        <source>%1 is the centre&apos;s private key, which stays on the machine with the line. Please choose the public one; its name ends in .pub.</source>
        <translation>%1 是中心的私钥，只能留在联网的电脑上。请选择以 .pub 结尾的公钥文件。</translation>
    </message>
    <message>
        <source>Choose the key…</source>
        <translation>选择公钥…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Take in a receipt…</source>
        <translation>接收回执…</translation>
    </message>
    <message>
        <source>Write a van file…</source>
        <translation>写出摆渡文件…</translation>
    </message>
    <message>
        <source>Mail van</source>
        <translation>离线摆渡</translation>
    </message>
    <message>
        <source>For a desk without a line: write a van file onto a stick, have it carried to the machine with the line, and take in the receipt that comes back.</source>
        <translation>供未联网的坐席使用：把摆渡文件写到 U 盘，派人带到联网的电脑，再接收带回的回执。</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>待发送</translation>
    </message>
    <message>
        <source>Key of the centre</source>
        <translation>中心公钥</translation>
    </message>
    <message>
        <source>Key of this desk</source>
        <translation>本坐席公钥</translation>
    </message>
    <message>
        <source>Whoever looks after the server registers it once, before the first file is carried.</source>
        <translation>首次摆渡前，请服务器管理员登记一次。</translation>
    </message>
    <message>
        <source>Public key of the centre</source>
        <translation>中心公钥</translation>
    </message>
    <message>
        <source>Public keys (*.pub);;All files (*)</source>
        <translation>公钥文件 (*.pub);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Take in a receipt</source>
        <translation>接收回执</translation>
    </message>
    <message>
        <source>Van files (*.van);;All files (*)</source>
        <translation>摆渡文件 (*.van);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The key of this desk is copied.</source>
        <translation>已复制本坐席公钥。</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>已写入 %1</translation>
    </message>
    <message>
        <source>No server knows this desk yet. Connect it by a line once, or fetch its file there as a further desk of the county; after that it can go by van.</source>
        <translation>服务器还没有登记本坐席。请先联网连接服务器一次，或在联网处用“加入已有的县”取得文件，之后即可离线摆渡。</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n 项更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachments, %1</source>
        <translation>
            <numerusform>%n 份附件，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>None chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Whoever looks after the server hands it out; its name ends in .pub.</source>
        <translation>由服务器管理员提供，文件名以 .pub 结尾。</translation>
    </message>
    <message>
        <source>Public key of centre %1. It can be read.</source>
        <translation>中心 %1 的公钥，可以读取。</translation>
    </message>
    <message>
        <source>It cannot be used. Please choose it again.</source>
        <translation>无法使用，请重新选择。</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>另选公钥…</translation>
    </message>
    <message>
        <source>Writing the van file</source>
        <translation>正在写出摆渡文件</translation>
    </message>
    <message>
        <source>Taking in the receipt</source>
        <translation>正在接收回执</translation>
    </message>
    <message numerus="yes">
        <source>%n changes are in %1.</source>
        <translation>
            <numerusform>已把 %n 项更改写入 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Carry it to the machine with the line, and take in the receipt that comes back.</source>
        <translation>请把文件带到联网的电脑，再在这里接收带回的回执。</translation>
    </message>
    <message numerus="yes">
        <source>%n changes did not fit: write the next file after this one&apos;s receipt.</source>
        <translation>
            <numerusform>还有 %n 项更改装不下：接收本次回执后，再写出下一个文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes of this desk went to the server.</source>
        <translation>
            <numerusform>本坐席的 %n 项更改已送达服务器。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows came from the server.</source>
        <translation>
            <numerusform>从服务器收到 %n 条数据。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes were not taken; they stand on the page of this desk.</source>
        <translation>
            <numerusform>%n 项更改未被服务器接受，已列在本页“未被服务器接受”中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attachments of this desk are on the server now.</source>
        <translation>
            <numerusform>本坐席的 %n 份附件已送达服务器。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changes still wait: write the next van file.</source>
        <translation>
            <numerusform>还有 %n 项更改待发送：请写出下一个摆渡文件。</numerusform>
        </translation>
    </message>
    <message>
        <source>No change waits any more.</source>
        <translation>没有更改待发送。</translation>
    </message>
    <message>
        <source>van-%1-desk%2-%3.van</source>
        <comment>name of a file</comment>
        <translation>摆渡-%1-坐席%2-%3.van</translation>
    </message>
    <message>
        <source>Write a van file</source>
        <translation>写出摆渡文件</translation>
    </message>
</context>
<context>
    <name>fengqiao::VisitPage</name>
    <message>
        <source>Repeat visit</source>
        <translation>重复访</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>紧急处置</translation>
    </message>
    <message>
        <source>Nothing was done with this visit yet.</source>
        <translation>本次来访尚无办理记录。</translation>
    </message>
    <message>
        <source>New visit (F2)</source>
        <translation>新登记 (F2)</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>登记单</translation>
    </message>
    <message>
        <source>Show and print the slip (Ctrl+P)</source>
        <translation>显示并打印登记单 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Open the matter</source>
        <translation>打开事项</translation>
    </message>
    <message>
        <source>Why not another step?</source>
        <translation>其他步骤为何不可用</translation>
    </message>
    <message>
        <source>Back to the registration (F2)</source>
        <translation>返回登记 (F2)</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>未留姓名</translation>
    </message>
    <message numerus="yes">
        <source>%1 and others, %n person(s)</source>
        <comment>name and head-count</comment>
        <translation>
            <numerusform>%1等 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrived %1</source>
        <translation>到访 %1</translation>
    </message>
    <message>
        <source>called %1</source>
        <translation>叫号 %1</translation>
    </message>
    <message>
        <source>first contact %1</source>
        <translation>首问负责 %1</translation>
    </message>
    <message>
        <source>received by %1</source>
        <translation>接待 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an action and why it cannot be done</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>There is nothing to do here now.</source>
        <translation>当前无需办理。</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Choose what becomes of it</source>
        <translation>请选择办理方式</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>诉求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>No claim was written down.</source>
        <translation>未填写诉求。</translation>
    </message>
    <message>
        <source>Who came</source>
        <translation>来访人</translation>
    </message>
</context>
<context>
    <name>fengqiao::VisitPanel</name>
    <message>
        <source>The slip is on its way: %1</source>
        <translation>登记单已送往：%1</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1：已完成。</translation>
    </message>
    <message>
        <source>Recorded. %1 is with the safety services; its file is open to few.</source>
        <translation>已登记。%1 已移交有权机关保护处置，仅限少数人员查看。</translation>
    </message>
</context>
<context>
    <name>fengqiao::VisitSlip</name>
    <message>
        <source>There is no such visit.</source>
        <translation>没有该来访登记。</translation>
    </message>
    <message>
        <source>Visitor slip</source>
        <translation>来访登记单</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>来访人</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>来访目的</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到访时间</translation>
    </message>
    <message>
        <source>First contact</source>
        <translation>首问负责</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>By</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>If you are not content with how you were received, tell the director on duty or the discipline office; a complaint never counts against your matter.</source>
        <translation>如对接待不满意，可向值班主任或纪检部门反映；反映情况不影响您的事项办理。</translation>
    </message>
    <message>
        <source>How your personal data is used: privacy notice %1, posted in the hall.</source>
        <translation>个人信息的使用见大厅公示的个人信息告知书（%1 版）。</translation>
    </message>
    <message>
        <source>The slip could not be written to %1: %2. The visit is registered all the same.</source>
        <translation>登记单无法写入 %1：%2。来访已登记。</translation>
    </message>
    <message>
        <source>The printer %1 did not answer. The visit is registered all the same; please look at the printer and print again.</source>
        <translation>打印机 %1 没有响应。来访已登记；请检查打印机后重新打印。</translation>
    </message>
    <message>
        <source>No printer here: keep the slip as a PDF file</source>
        <translation>没有打印机：将登记单存为 PDF 文件</translation>
    </message>
    <message>
        <source>PDF file (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>%1 (demo data)</source>
        <comment>name of a centre</comment>
        <translation>%1（演示数据）</translation>
    </message>
</context>
<context>
    <name>fengqiao::VisitorSearch</name>
    <message numerus="yes">
        <source>%n earlier matter(s)</source>
        <translation>
            <numerusform>以往事项 %n 件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n earlier visit(s)</source>
        <translation>
            <numerusform>以往来访 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Known here? Name, pinyin, initials, end of document or phone number</source>
        <translation>查以往来访人：姓名、拼音、首字母、证件或电话尾号</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>查到的人员</translation>
    </message>
    <message>
        <source>Somebody new: %1</source>
        <translation>新来访人：%1</translation>
    </message>
    <message>
        <source>Nobody on file answers to this. Enter goes on with the form.</source>
        <translation>没有相符的存档人员。按 Enter 继续填写。</translation>
    </message>
    <message>
        <source>None of these: go on with the form.</source>
        <translation>都不是：继续填写。</translation>
    </message>
</context>
<context>
    <name>fengqiao::WallStart</name>
    <message>
        <source>Big screen</source>
        <translation>大屏</translation>
    </message>
</context>
<context>
    <name>fengqiao::WallWindow</name>
    <message>
        <source>Big screen</source>
        <translation>大屏</translation>
    </message>
</context>
<context>
    <name>fengqiao::WarningAlerts</name>
    <message numerus="yes">
        <source>%1: %n warning(s)</source>
        <comment>level and how many are new or rose</comment>
        <translation>
            <numerusform>%1色预警 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::WarningBoardPanel</name>
    <message>
        <source>This warning is not here any more, or it is not open to you.</source>
        <translation>该预警已不存在，或您无权查看。</translation>
    </message>
    <message>
        <source>%1 without their five ones</source>
        <translation>%1色未落实五个一</translation>
    </message>
    <message>
        <source>Check the rules now</source>
        <translation>立即检查规则</translation>
    </message>
    <message>
        <source>Open the matter</source>
        <translation>打开事项</translation>
    </message>
    <message>
        <source>%1: %2 (as of %3, %4)</source>
        <translation>%1：%2（截至 %3，%4）</translation>
    </message>
    <message>
        <source>A statistic of another system, under its own name; it is not mapped onto the board.</source>
        <translation>其他系统的统计，保留其名称，不折算到本看板。</translation>
    </message>
    <message numerus="yes">
        <source>%n to confirm</source>
        <translation>
            <numerusform>%n 条待确认</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n past review</source>
        <translation>
            <numerusform>%n 条逾期未复核</numerusform>
        </translation>
    </message>
    <message>
        <source>Every case that a leader must lead has its five ones.</source>
        <translation>须领导包案的事项均已落实五个一。</translation>
    </message>
    <message>
        <source>No warning is open, and none is suggested.</source>
        <translation>没有未解除的预警，也没有预警建议。</translation>
    </message>
    <message>
        <source>Warning board</source>
        <translation>预警看板</translation>
    </message>
    <message>
        <source>The rules suggest nothing new.</source>
        <translation>按规则没有新的预警建议。</translation>
    </message>
    <message numerus="yes">
        <source>%n new suggestion(s)</source>
        <translation>
            <numerusform>%n 条新建议</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) lapsed</source>
        <translation>
            <numerusform>%n 条预警逾期失效</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fengqiao::WarningWatch</name>
    <message>
        <source>Warning board</source>
        <translation>预警看板</translation>
    </message>
</context>
<context>
    <name>fengqiao::WhistleBoardPanel</name>
    <message>
        <source>Waiting</source>
        <translation>待应哨</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>Declined or missed</source>
        <translation>已拒绝或逾期未应</translation>
    </message>
    <message>
        <source>Done today</source>
        <translation>今日办结</translation>
    </message>
    <message>
        <source>Open supervision</source>
        <translation>未解除的督办</translation>
    </message>
    <message>
        <source>No unit is called, and nothing is supervised.</source>
        <translation>当前没有吹哨，也没有督办。</translation>
    </message>
    <message>
        <source>Your unit is not called, and nothing is supervised.</source>
        <translation>当前没有对本单位的吹哨，也没有督办。</translation>
    </message>
    <message>
        <source>Whistle board</source>
        <translation>吹哨看板</translation>
    </message>
</context>
<context>
    <name>fengqiao::WorkPage</name>
    <message>
        <source>%1 It is computed by: %2.</source>
        <translation>%1由%2计算。</translation>
    </message>
</context>
<context>
    <name>fengqiao::Workspace</name>
    <message>
        <source> (demo data)</source>
        <translation>（演示数据）</translation>
    </message>
    <message>
        <source>%1 governance centre%2 · %3 — Fengqiao</source>
        <translation>%1综治中心%2 · %3 — 枫桥</translation>
    </message>
    <message>
        <source>Perspective: %1</source>
        <translation>视图：%1</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>显示：%1</translation>
    </message>
    <message>
        <source>Arrange this perspective as designed</source>
        <translation>恢复本视图的默认布局</translation>
    </message>
    <message>
        <source>Search people and matters</source>
        <translation>查找人员和事项</translation>
    </message>
    <message>
        <source>Print the visitor&apos;s slip</source>
        <translation>打印来访登记单</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>锁定窗口</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Your roles do not include this.</source>
        <translation>您的角色不含此操作。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>来访</translation>
    </message>
    <message>
        <source>Here today</source>
        <translation>今日在岗</translation>
    </message>
    <message>
        <source>People and matters</source>
        <translation>人员和事项</translation>
    </message>
    <message>
        <source>My list</source>
        <translation>我的事项</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Triage board</source>
        <translation>分级诊疗看板</translation>
    </message>
    <message>
        <source>This desk</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Open the matter, then press F12. In danger call 110 first.</source>
        <translation>请先打开事项，再按 F12。遇有危险，请先拨打 110。</translation>
    </message>
    <message>
        <source>Open the visit first.</source>
        <translation>请先打开来访登记。</translation>
    </message>
    <message>
        <source>The visit on the reception page is not registered yet; it would be lost.</source>
        <translation>接待页面上的来访尚未登记，离开后填写的内容将丢失。</translation>
    </message>
    <message>
        <source>Layout</source>
        <comment>a group of commands</comment>
        <translation>布局</translation>
    </message>
    <message>
        <source>The window will speak Chinese when it is started again.</source>
        <translation>下次启动后，窗口将使用中文。</translation>
    </message>
    <message>
        <source>The window will speak English when it is started again.</source>
        <translation>下次启动后，窗口将使用英文。</translation>
    </message>
    <message>
        <source>Chinese or English from the next start</source>
        <translation>下次启动起切换中文或英文</translation>
    </message>
    <message>
        <source>Room calendar</source>
        <translation>调解室日历</translation>
    </message>
    <message>
        <source>Mediators</source>
        <translation>调解员</translation>
    </message>
    <message>
        <source>Shift handover sheet</source>
        <translation>交接班单</translation>
    </message>
    <message>
        <source>Whistles</source>
        <translation>吹哨</translation>
    </message>
    <message>
        <source>Dossier of the matter</source>
        <translation>事项卷宗</translation>
    </message>
    <message>
        <source>Look for a place on the map</source>
        <translation>在地图上查找地点</translation>
    </message>
    <message>
        <source>Print the sheet of the grid</source>
        <translation>打印网格信息单</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Checks</source>
        <comment>of grids</comment>
        <translation>检查</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Matters</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Matter: %1</source>
        <comment>level</comment>
        <translation>事项：%1</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>预警</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <comment>level</comment>
        <translation>预警：%1</translation>
    </message>
    <message>
        <source>Open the matter first.</source>
        <translation>请先打开事项。</translation>
    </message>
    <message>
        <source>The event being written down is not reported yet; it would be lost.</source>
        <translation>正在填写的事件尚未上报，离开后填写的内容将丢失。</translation>
    </message>
    <message>
        <source>Warning board</source>
        <translation>预警看板</translation>
    </message>
    <message>
        <source>Warnings</source>
        <comment>a group of commands</comment>
        <translation>预警</translation>
    </message>
    <message>
        <source>Red cases without their five ones</source>
        <translation>未落实五个一的红色事项</translation>
    </message>
    <message>
        <source>Stop telling on the desktop what rises on the warning board</source>
        <translation>关闭预警看板的桌面提示</translation>
    </message>
    <message>
        <source>Tell on the desktop what rises on the warning board</source>
        <translation>开启预警看板的桌面提示</translation>
    </message>
    <message>
        <source>No sound for serious warnings</source>
        <translation>关闭严重预警的提示音</translation>
    </message>
    <message>
        <source>A sound for serious warnings</source>
        <translation>开启严重预警的提示音</translation>
    </message>
    <message>
        <source>The desktop is told nothing any more.</source>
        <translation>桌面提示已关闭。</translation>
    </message>
    <message>
        <source>What rises on the warning board is told on the desktop.</source>
        <translation>预警新增或上调时将在桌面提示。</translation>
    </message>
    <message>
        <source>This desktop has no place for notifications; the board itself shows what rises.</source>
        <translation>本桌面不支持通知；新增或上调的预警请看看板。</translation>
    </message>
    <message>
        <source>A serious warning sounds.</source>
        <translation>严重预警将有提示音。</translation>
    </message>
    <message>
        <source>Warnings are silent.</source>
        <translation>预警不再发出提示音。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Inflow, outflow and stock</source>
        <translation>增量、办结与存量</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>List behind</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>数据核对</translation>
    </message>
    <message>
        <source>This record has no page of its own.</source>
        <translation>该记录没有单独的页面。</translation>
    </message>
    <message>
        <source>Big screen on monitor %1 (%2 x %3)</source>
        <translation>在显示器 %1（%2 x %3）上打开大屏</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>导出：%1</translation>
    </message>
    <message>
        <source>Appraisal and subsidies</source>
        <translation>考评与补贴</translation>
    </message>
    <message>
        <source>Safety index</source>
        <translation>平安指数</translation>
    </message>
</context>
</TS>
